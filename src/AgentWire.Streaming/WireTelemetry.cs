namespace AgentWire.Streaming;

/// <summary>The names under which the library reports what its streams do. <c>docs/operating.md</c> lists the instruments.</summary>
/// <example>
/// <code>
/// builder.Services.AddOpenTelemetry()
///     .WithMetrics(metrics =&gt; metrics.AddMeter(WireTelemetry.MeterName))
///     .WithTracing(tracing =&gt; tracing.AddSource(WireTelemetry.ActivitySourceName));
/// </code>
/// </example>
public static class WireTelemetry
{
    /// <summary>The name of the <see cref="System.Diagnostics.Metrics.Meter"/>.</summary>
    public const string MeterName = "AgentWire";

    /// <summary>The name of the <see cref="System.Diagnostics.ActivitySource"/>.</summary>
    public const string ActivitySourceName = "AgentWire";
}
