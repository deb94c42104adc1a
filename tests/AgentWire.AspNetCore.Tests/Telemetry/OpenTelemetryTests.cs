using System.Diagnostics;
using System.Net.WebSockets;
using AgentWire.Cinch;
using AgentWire.Streaming;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace AgentWire.AspNetCore.Tests.Telemetry;

/// <summary>The SDK of OpenTelemetry collects the metrics and the spans of a server.</summary>
[Collection(Alone.Name)]
public sealed class OpenTelemetryTests
{
    [Fact]
    public async Task Metrics_and_spans_of_a_served_stream_are_exported()
    {
        string dialect = $"test-{Guid.NewGuid():N}";
        List<Metric> metrics = [];
        List<Activity> spans = [];
        using MeterProvider meters = Sdk.CreateMeterProviderBuilder()
            .AddMeter(WireTelemetry.MeterName)
            .AddInMemoryExporter(metrics)
            .Build();
        using TracerProvider tracers = Sdk.CreateTracerProviderBuilder()
            .AddSource(WireTelemetry.ActivitySourceName)
            .AddInMemoryExporter(spans)
            .Build();
        await using (
            LoopbackServer server = await LoopbackServer.StartAsync(
                WireResults.ServerSentEvents(Notes.Codec(dialect), Notes.Some(3))
            )
        )
        {
            await server.Http.GetStringAsync("/");
        }

        meters.ForceFlush();
        tracers.ForceFlush();
        Point(metrics, "agentwire.stream.opened", dialect).GetSumLong().ShouldBe(1);
        Point(metrics, "agentwire.stream.active", dialect).GetSumLong().ShouldBe(0);
        Tags(Point(metrics, "agentwire.stream.closed", dialect))["agentwire.close.reason"].ShouldBe("completed");
        MetricPoint messages = Point(metrics, "agentwire.stream.messages", dialect);
        messages.GetSumLong().ShouldBe(3);
        Tags(messages)
            .ShouldBe(
                new Dictionary<string, object?>
                {
                    ["agentwire.dialect"] = dialect,
                    ["agentwire.framing"] = "sse",
                    ["network.io.direction"] = "transmit",
                },
                ignoreOrder: true
            );
        MetricPoint first = Point(metrics, "agentwire.stream.time_to_first_message", dialect);
        first.GetHistogramCount().ShouldBe(1);
#if NET10_0_OR_GREATER
        List<double> bounds = [];
        foreach (HistogramBucket bucket in first.GetHistogramBuckets())
        {
            bounds.Add(bucket.ExplicitBound);
        }

        bounds.ShouldBe([0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, double.PositiveInfinity]);
#endif
        metrics.ShouldAllBe(metric => metric.MeterName == "AgentWire" && metric.MeterVersion.Length > 0);

        Activity span = spans.Single(each => Equals(each.GetTagItem("agentwire.dialect"), dialect));
        span.DisplayName.ShouldBe($"stream {dialect}");
        span.Kind.ShouldBe(ActivityKind.Server);
    }

    [Fact]
    public async Task A_client_cannot_create_more_than_a_hundred_time_series_with_unknown_tags()
    {
        List<Metric> metrics = [];
        using MeterProvider meters = Sdk.CreateMeterProviderBuilder()
            .AddMeter(WireTelemetry.MeterName)
            .AddInMemoryExporter(metrics)
            .Build();
        TaskCompletionSource received = new();
        int count = 0;
        await using LoopbackServer server = await LoopbackServer.StartAsync(
            WireResults.WebSocket(
                CinchWire.Client,
                CinchWire.Server,
                async (connection, cancellationToken) =>
                {
                    await foreach (ClientMessage _ in connection.ReceiveAllAsync(cancellationToken))
                    {
                        count++;
                    }

                    received.SetResult();
                }
            )
        );
        using ClientWebSocket client = await server.ConnectAsync();
        for (int i = 0; i < 150; i++)
        {
            await client.SendTextAsync($$"""{"type":"event_{{i}}"}""");
        }

        await client.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Limits.Token);
        await received.Task.Soon();
        count.ShouldBe(150);
        meters.ForceFlush();
        Dictionary<object, long> byName = Points(metrics, "agentwire.stream.unknown_messages", "cinch")
            .ToDictionary(point => Tags(point)["agentwire.message.tag"]!, point => point.GetSumLong());
        byName.Count.ShouldBe(101);
        byName["event_7"].ShouldBe(1);
        byName["_OTHER"].ShouldBe(50);
        Point(metrics, "agentwire.stream.messages", "cinch").GetSumLong().ShouldBe(150);
    }

    /// <summary>Control: what nobody asks for is not exported.</summary>
    [Fact]
    public async Task Nothing_is_exported_without_the_name_of_the_meter()
    {
        List<Metric> metrics = [];
        using MeterProvider meters = Sdk.CreateMeterProviderBuilder()
            .AddMeter("Another")
            .AddInMemoryExporter(metrics)
            .Build();
        await using LoopbackServer server = await LoopbackServer.StartAsync(
            WireResults.ServerSentEvents(Notes.Codec("another"), Notes.Some(3))
        );
        await server.Http.GetStringAsync("/");
        meters.ForceFlush();
        metrics.ShouldBeEmpty();
    }

    private static MetricPoint Point(List<Metric> metrics, string name, string dialect) =>
        Points(metrics, name, dialect).Single();

    private static List<MetricPoint> Points(List<Metric> metrics, string name, string dialect)
    {
        List<MetricPoint> points = [];
        foreach (ref readonly MetricPoint point in metrics.Single(metric => metric.Name == name).GetMetricPoints())
        {
            if (Equals(Tags(point)["agentwire.dialect"], dialect))
            {
                points.Add(point);
            }
        }

        return points;
    }

    private static Dictionary<string, object?> Tags(MetricPoint point)
    {
        Dictionary<string, object?> tags = [];
        foreach (KeyValuePair<string, object?> tag in point.Tags)
        {
            tags.Add(tag.Key, tag.Value);
        }

        return tags;
    }
}
