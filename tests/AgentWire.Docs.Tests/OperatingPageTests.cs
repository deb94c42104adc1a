using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AgentWire.Streaming;
using AgentWire.Synaps;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AgentWire.Docs.Tests;

/// <summary>Checks that the tables of docs/operating.md list what the library reports, and nothing else.</summary>
public sealed class OperatingPageTests
{
    private const string Dialect = "operating-page";
    private const string PageName = "docs/operating.md";

    [Fact]
    public async Task Its_metrics_are_the_instruments()
    {
        using Reported reported = await Reported.CollectAsync();
        Metrics(Page.Load(PageName)).ShouldBe(reported.Instruments, ignoreOrder: true);
    }

    [Theory]
    [InlineData("`agentwire.stream.opened` | Counter", "`agentwire.stream.opens` | Counter")]
    [InlineData("UpDownCounter", "Counter")]
    [InlineData("`By`", "`B`")]
    [InlineData("`agentwire.framing` `agentwire.message.tag`", "`agentwire.message.tag`")]
    [InlineData("| `agentwire.server.slow_clients` | Counter", "\nEnd of the table.\n\n| `x` | Counter")]
    public async Task A_metric_that_differs_is_found(string right, string wrong)
    {
        using Reported reported = await Reported.CollectAsync();
        string text = File.ReadAllText(Path.Combine(Page.Root, PageName));
        text.ShouldContain(right);
        Metrics(new Page(text.Replace(right, wrong, StringComparison.Ordinal)))
            .Order()
            .ShouldNotBe(reported.Instruments.Order());
    }

    [Fact]
    public async Task Its_reasons_and_attributes_are_those_that_are_reported()
    {
        using Reported reported = await Reported.CollectAsync();
        Page page = Page.Load(PageName);
        Names(page, "agentwire.close.reason").ShouldBe(reported.Reasons, ignoreOrder: true);
        Names(page, "attribute").ShouldBe(reported.Attributes, ignoreOrder: true);
        Names(page, "attribute of the span").ShouldBe(reported.SpanAttributes, ignoreOrder: true);
    }

    [Fact]
    public async Task Its_errors_are_those_of_the_spans()
    {
        using Reported reported = await Reported.CollectAsync();
        Rows(Page.Load(PageName), "agentwire.close.reason")
            .Where(row => row[2] == "yes")
            .Select(row => row[0])
            .ShouldBe(reported.Errors, ignoreOrder: true);
    }

    private static IEnumerable<string> Metrics(Page page) =>
        Rows(page, "metric").Select(row => $"{row[0]} {row[1]} {row[2]} {string.Join(' ', row[3].Split(' ').Order())}");

    private static IEnumerable<string> Names(Page page, string heading) => Rows(page, heading).Select(row => row[0]);

    /// <summary>Returns the rows of the table whose first column has a heading.</summary>
    private static IEnumerable<string[]> Rows(Page page, string heading) =>
        page
            .Blocks.OfType<Table>()
            .Select(table => table.OfType<TableRow>().Select(row => row.OfType<TableCell>().Select(Text).ToArray()))
            .Single(rows => rows.First()[0] == heading)
            .Skip(1);

    private static string Text(TableCell cell) =>
        string.Concat(
            cell.Descendants<LeafInline>()
                .Select(inline =>
                    inline switch
                    {
                        CodeInline code => code.Content,
                        LiteralInline literal => literal.Content.ToString(),
                        _ => "",
                    }
                )
        );

    /// <summary>What the library reports when everything happens once.</summary>
    private sealed class Reported : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly SortedDictionary<string, Instrument> _instruments = [];
        private readonly Measured _measured = new(Dialect);
        private readonly Measured _unknown = new("synaps");

        private Reported()
        {
            _listener.InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == WireTelemetry.MeterName)
                {
                    _instruments.Add(instrument.Name, instrument);
                }
            };
            _listener.Start();
        }

        public IEnumerable<string> Instruments =>
            _instruments.Values.Select(each =>
                $"{each.Name} {each.GetType().Name.Split('`')[0]} {each.Unit} {string.Join(' ', AttributesOf(each.Name).Order())}"
            );

        public IEnumerable<string> Attributes => _instruments.Keys.SelectMany(AttributesOf).Distinct();

        public IEnumerable<string> Reasons =>
            _measured
                .Of("agentwire.stream.closed")
                .Select(each => (string)each.Attributes["agentwire.close.reason"]!)
                .Distinct();

        public IEnumerable<string> SpanAttributes =>
            _measured.Activities.SelectMany(activity => activity.TagObjects.Select(tag => tag.Key)).Distinct();

        /// <summary>Gets the reasons that are errors in the spans of served streams.</summary>
        public IEnumerable<string> Errors =>
            _measured
                .Activities.Where(activity => activity.GetTagItem("error.type") is not null)
                .Select(activity => (string)activity.GetTagItem("agentwire.close.reason")!);

        public static async Task<Reported> CollectAsync()
        {
            Reported reported = new();
            WireCodec<string> codec = WireCodec.FromJsonTypeInfo(
                (JsonTypeInfo<string>)
                    new JsonSerializerOptions { TypeInfoResolver = new DefaultJsonTypeInfoResolver() }.GetTypeInfo(
                        typeof(string)
                    ),
                Dialect
            );
            foreach (WireCloseReason reason in Enum.GetValues<WireCloseReason>())
            {
                WireStreamTelemetry.Serve(codec, null, TimeProvider.System).Close(reason);
            }

            await ReadAsync(codec, "\"a\"\n1\n");
            await ReadAsync(SynapsWire.Server, "{\"type\":\"new\"}\n");
            return reported;
        }

        public void Dispose()
        {
            _listener.Dispose();
            _measured.Dispose();
            _unknown.Dispose();
        }

        private static async Task ReadAsync<T>(WireCodec<T> codec, string lines)
            where T : notnull
        {
            MemoryStream stream = new(System.Text.Encoding.UTF8.GetBytes(lines));
            WireStreamOptions options = new() { OnUnreadable = _ => { } };
            await using WireStreamReader<T> reader = WireStreamReader.Create(
                stream,
                WireFraming.NewlineDelimited,
                codec,
                options
            );
            await foreach (T _ in reader.ReadAllAsync()) { }
        }

        private IEnumerable<string> AttributesOf(string instrument) =>
            _measured
                .Of(instrument)
                .Concat(_unknown.Of(instrument))
                .SelectMany(each => each.Attributes.Keys)
                .Distinct();
    }
}
