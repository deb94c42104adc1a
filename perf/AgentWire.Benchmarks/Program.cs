using System.CommandLine;
using AgentWire.Benchmarks;
using AgentWire.Benchmarks.Measuring;
using AgentWire.Benchmarks.Report;
using AgentWire.Benchmarks.Sides;
using BenchmarkDotNet.Running;

// BenchmarkDotNet has its own options.
if (args is ["dotnet", ..])
{
    BenchmarkSwitcher.FromTypes([typeof(TrafficBenchmarks)]).Run(args[1..]);
    return 0;
}

Argument<int> side = new("side");
Command startUp = new(
    StartUp.Command,
    "Reads once and prints the time. The comparison starts this command in new processes."
)
{
    side,
};
startUp.SetAction(parsed => StartUp.ReadOnce(parsed.GetValue(side)));

Argument<DirectoryInfo> pageFolder = new("folder") { Description = "Where performance.json is." };
Command page = new("page", "Writes performance.md and its chart from the figures in performance.json.") { pageFolder };
page.SetAction(parsed => Page.Write(parsed.GetValue(pageFolder)!, Results.Load(parsed.GetValue(pageFolder)!)));

Option<int> rounds = new("--rounds")
{
    Description = "The number of passes of each side.",
    DefaultValueFactory = _ => 21,
};
Option<int> megabytes = new("--megabytes")
{
    Description = "The size of each dialect's messages.",
    DefaultValueFactory = _ => 24,
};
Option<DirectoryInfo> serde = new("--serde") { Description = "The folder with the optimized build of the serde peer." };
Option<DirectoryInfo> output = new("--out")
{
    Description = "The folder for performance.md, its chart and performance.json.",
};
Option<string[]> only = new("--only") { Description = "The names of corpora, large, or sizes. The default is all." };
Option<string[]> works = new("--work") { Description = "The kinds of work to time. The default is all." };
Option<string[]> sides = new("--side") { Description = "The sides to time. The default is all." };
RootCommand root = new("Times all sides alternately on the same messages, and prints medians.")
{
    rounds,
    megabytes,
    serde,
    output,
    only,
    works,
    sides,
    startUp,
    page,
};
root.SetAction(parsed =>
{
    using SerdeSide? serdeSide = parsed.GetValue(serde) is { } folder ? new SerdeSide(folder.FullName) : null;
    Comparison comparison = new(serdeSide, parsed.GetValue(megabytes) << 20);
    Func<string, bool> isWanted = name => Wants(parsed.GetValue(only), name);
    IReadOnlyList<Heat> traffic = Run(comparison.Traffic(isWanted));
    IReadOnlyList<Heat> large = Run(comparison.Large(name => isWanted("large") || isWanted(name)));
    IReadOnlyList<Heat> sizes = isWanted("sizes") ? Run(comparison.Sizes()) : [];
    IReadOnlyList<Mark> marks = Mark.Of(traffic, large, sizes);
    Overview.Print(marks);
    if (parsed.GetValue(output) is { } pages)
    {
        IReadOnlyList<StartUpFigure> startUps = StartUp.Measure(parsed.GetValue(rounds));
        string extent = $"{parsed.GetValue(rounds)} rounds of {parsed.GetValue(megabytes)} MB";
        Results results = Results.Of(extent, traffic, [.. large, .. sizes], marks, startUps);
        pages.Create();
        results.Save(pages);
        Page.Write(pages, results);
    }

    IReadOnlyList<Heat> Run(IEnumerable<Heat> heats)
    {
        List<Heat> done = [];
        foreach (Heat heat in heats)
        {
            heat.Run(
                parsed.GetValue(rounds),
                contender =>
                    Wants(parsed.GetValue(works), contender.Work) && Wants(parsed.GetValue(sides), contender.Side)
            );
            Overview.Print(heat);
            done.Add(heat);
        }

        return done;
    }
});
return root.Parse(args).Invoke();

static bool Wants(string[]? wanted, string name) => wanted is null or [] || wanted.Contains(name);
