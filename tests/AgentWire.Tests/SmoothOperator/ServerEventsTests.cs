using AgentWire.SmoothOperator;
using Microsoft.Extensions.Time.Testing;

namespace AgentWire.Tests.SmoothOperator;

/// <summary>The constructors of the published page, compared with the output of the reference.</summary>
public class ServerEventsTests
{
    private static readonly ServerEvents Events = new(() => DateTimeOffset.FromUnixTimeMilliseconds(1749340800000));

    [Fact]
    public void Pong_mirrors_the_time()
    {
        Json(Events.Pong("r1"))
            .ShouldBe(
                """{"data":{"timestamp":1749340800000},"requestId":"r1","timestamp":1749340800000,"type":"pong"}"""
            );
        Json(Events.Pong())
            .ShouldBe("""{"data":{"timestamp":1749340800000},"timestamp":1749340800000,"type":"pong"}""");
    }

    [Fact]
    public void Immediate_response_always_has_status_and_message()
    {
        Json(Events.ImmediateResponse("r1", 202, "Processing your request...", RawJson.Parse("{}")))
            .ShouldBe(
                """{"data":{},"message":"Processing your request...","requestId":"r1","status":202,"timestamp":1749340800000,"type":"immediate_response"}"""
            );
        Json(Events.ImmediateResponse(null, 200, "", RawJson.Parse("""{"b":1,"a":2}""")))
            .ShouldBe(
                """{"data":{"a":2,"b":1},"message":"","status":200,"timestamp":1749340800000,"type":"immediate_response"}"""
            );
    }

    [Fact]
    public void Immediate_response_refuses_data_that_is_no_object() =>
        Should
            .Throw<WireException>(() => Json(Events.ImmediateResponse("r1", 200, "m", RawJson.Parse("[]"))))
            .Code.ShouldBe(WireErrorCode.NotRepresentable);

    [Fact]
    public void Stream_token_mirrors_request_and_token() =>
        Json(Events.StreamToken("r1", "Hel"))
            .ShouldBe(
                """{"data":{"requestId":"r1","token":"Hel"},"requestId":"r1","timestamp":1749340800000,"token":"Hel","type":"stream_token"}"""
            );

    [Fact]
    public void Stream_chunk_sorts_its_state() =>
        Json(
                Events.StreamChunk(
                    "r1",
                    "search",
                    RawJson.Parse("""{"rawResponse":{"toolCall":{"name":"search","arguments":"{}"}}}""")
                )
            )
            .ShouldBe(
                """{"data":{"node":"search","requestId":"r1","state":{"rawResponse":{"toolCall":{"arguments":"{}","name":"search"}}}},"node":"search","requestId":"r1","timestamp":1749340800000,"type":"stream_chunk"}"""
            );

    [Fact]
    public void Eventual_response_widens_scores_and_leaves_out_what_a_citation_lacks() =>
        Json(
                Events.EventualResponse(
                    "r1",
                    200,
                    "m1",
                    RawJson.Parse("""{"responseParts":["hi"]}"""),
                    needsEscalation: false,
                    [
                        ServerEvents.Citation("doc-1", "t", "https://e/x", "s", 0.91f),
                        ServerEvents.Citation("doc-2", "t", null, "s", 0.42f),
                    ]
                )
            )
            .ShouldBe(
                """{"data":{"data":{"citations":[{"id":"doc-1","score":0.9100000262260437,"snippet":"s","title":"t","url":"https://e/x"},{"id":"doc-2","score":0.41999998688697815,"snippet":"s","title":"t"}],"messageId":"m1","needsEscalation":false,"response":{"responseParts":["hi"]}},"requestId":"r1","status":200},"requestId":"r1","status":200,"timestamp":1749340800000,"type":"eventual_response"}"""
            );

    [Fact]
    public void Eventual_response_leaves_out_citations_where_there_are_none() =>
        Json(Events.EventualResponse("r1", 200, "m1", RawJson.Parse("null"), needsEscalation: true))
            .ShouldBe(
                """{"data":{"data":{"messageId":"m1","needsEscalation":true,"response":null},"requestId":"r1","status":200},"requestId":"r1","status":200,"timestamp":1749340800000,"type":"eventual_response"}"""
            );

    [Fact]
    public void The_response_is_always_written() =>
        Json(Events.EventualResponse("r1", 200, "m1", default, needsEscalation: false))
            .ShouldBe(
                """{"data":{"data":{"messageId":"m1","needsEscalation":false,"response":null},"requestId":"r1","status":200},"requestId":"r1","status":200,"timestamp":1749340800000,"type":"eventual_response"}"""
            );

    [Fact]
    public void A_score_of_64_bits_loses_nothing_and_one_of_32_bits_is_widened()
    {
        SmoothOperatorWire
            .Citation.ToJson(ServerEvents.Citation("d", "t", null, "s", 0.91f))
            .ShouldBe("""{"id":"d","score":0.9100000262260437,"snippet":"s","title":"t"}""");

        const string Precise = """{"id":"d","score":0.123456789012,"snippet":"s","title":"t"}""";
        Citation read = SmoothOperatorWire.Citation.Read(Precise);
        read.Score.ShouldBe(0.123456789012);
        SmoothOperatorWire.Citation.ToJson(read with { }).ShouldBe(Precise);
        SmoothOperatorWire
            .Citation.ToJson(read with { Score = 0.91 })
            .ShouldBe("""{"id":"d","score":0.91,"snippet":"s","title":"t"}""");
    }

    [Fact]
    public void Error_mirrors_its_code_and_message()
    {
        Json(Events.Error(null, ErrorCode.ValidationError, "bad"))
            .ShouldBe(
                """{"data":{"error":{"code":"VALIDATION_ERROR","message":"bad"}},"error":{"code":"VALIDATION_ERROR","message":"bad"},"timestamp":1749340800000,"type":"error"}"""
            );
        Json(Events.Error("r1", new ErrorCode("TEAPOT"), "bad"))
            .ShouldBe(
                """{"data":{"error":{"code":"TEAPOT","message":"bad"},"requestId":"r1"},"error":{"code":"TEAPOT","message":"bad"},"requestId":"r1","timestamp":1749340800000,"type":"error"}"""
            );
    }

    [Fact]
    public void The_status_of_cancelled_is_its_only_one()
    {
        ServerEvent.Cancelled cancelled = new() { RequestId = "r1" };

        Json(cancelled)
            .ShouldBe("""{"data":{"requestId":"r1","status":499},"requestId":"r1","status":499,"type":"cancelled"}""");
    }

    [Fact]
    public void The_time_is_that_of_the_clock()
    {
        long before = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        long made = new ServerEvents().Pong().Timestamp!.Value;

        made.ShouldBeInRange(before, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        Should.Throw<ArgumentNullException>(() => new ServerEvents((Func<DateTimeOffset>)null!));
        FakeTimeProvider clock = new(DateTimeOffset.FromUnixTimeMilliseconds(5));
        new ServerEvents(clock).Pong().Timestamp.ShouldBe(5);
        Should.Throw<ArgumentNullException>(() => new ServerEvents((TimeProvider)null!));
    }

    private static string Json(ServerEvent message) => SmoothOperatorWire.Server.ToJson(message);
}
