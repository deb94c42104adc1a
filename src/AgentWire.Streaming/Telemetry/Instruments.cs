using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AgentWire.Streaming.Telemetry;

/// <summary>The instruments of the library. Names and units follow the semantic conventions of OpenTelemetry.</summary>
internal static class Instruments
{
    public const string ActivityName = "AgentWire.Stream";

    private static readonly string? Version = typeof(Instruments).Assembly.GetName().Version?.ToString(3);

    public static readonly ActivitySource Source = new(WireTelemetry.ActivitySourceName, Version);

    private static readonly Meter Meter = new(WireTelemetry.MeterName, Version);

    public static readonly Counter<long> Opened = Meter.CreateCounter<long>(
        "agentwire.stream.opened",
        "{stream}",
        "Number of streams that were opened."
    );

    public static readonly UpDownCounter<long> Active = Meter.CreateUpDownCounter<long>(
        "agentwire.stream.active",
        "{stream}",
        "Number of streams that are open."
    );

    public static readonly Counter<long> Closed = Meter.CreateCounter<long>(
        "agentwire.stream.closed",
        "{stream}",
        "Number of streams that were closed."
    );

    public static readonly Histogram<double> TimeToFirstMessage = CreateHistogram(
        "agentwire.stream.time_to_first_message",
        "s",
        "Time from opening a stream to its first message."
    );

    public static readonly Counter<long> Messages = Meter.CreateCounter<long>(
        "agentwire.stream.messages",
        "{message}",
        "Number of valid messages that were read or written."
    );

    public static readonly Counter<long> Bytes = Meter.CreateCounter<long>(
        "agentwire.stream.io",
        "By",
        "Size of these messages without their framing."
    );

    public static readonly Counter<long> UnknownMessages = Meter.CreateCounter<long>(
        "agentwire.stream.unknown_messages",
        "{message}",
        "Number of messages that were read and whose tag the contract does not know."
    );

    public static readonly Counter<long> UnreadableMessages = Meter.CreateCounter<long>(
        "agentwire.stream.unreadable_messages",
        "{message}",
        "Number of messages that were not valid."
    );

    public static readonly Counter<long> SlowClients = Meter.CreateCounter<long>(
        "agentwire.server.slow_clients",
        "{client}",
        "Number of clients that were disconnected because they were too slow."
    );

    /// <summary>Gets whether somebody listens to anything that concerns whole streams.</summary>
    public static bool CountStreams =>
        Active.Enabled
        || Opened.Enabled
        || Closed.Enabled
        || TimeToFirstMessage.Enabled
        || SlowClients.Enabled
        || Source.HasListeners();

    private static Histogram<double> CreateHistogram(string name, string unit, string description) =>
#if NET8_0
        Meter.CreateHistogram<double>(name, unit, description);
#else
        Meter.CreateHistogram(
            name,
            unit,
            description,
            tags: null,
            // The default boundaries are made for milliseconds.
            new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300],
            }
        );
#endif
}
