namespace AgentWire.Streaming.Tests.Telemetry;

/// <summary>Tests that listen, or need that nobody listens. The meter is one for the process, so nothing runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "Telemetry";
}
