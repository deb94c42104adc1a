namespace AgentWire.AspNetCore.Tests.Telemetry;

/// <summary>Tests that listen. The meter is one for the process, so nothing runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "Telemetry";
}
