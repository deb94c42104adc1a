using System.CommandLine;
using AgentWire.Benchmarks;
using AgentWire.Benchmarks.Measuring;
using AgentWire.Benchmarks.Sides;

Option<int> rounds = new("--rounds") { DefaultValueFactory = _ => 11 };
Option<int> megabytes = new("--megabytes") { DefaultValueFactory = _ => 24 };
Option<string> serde = new("--serde") { DefaultValueFactory = _ => "tests/peers/serde/target/speed" };
Option<string[]> only = new("--only");
Option<string[]> works = new("--work");
Option<string[]> sides = new("--side");
RootCommand root = new() { rounds, megabytes, serde, only, works, sides };
root.SetAction(parsed =>
{
    using SerdeSide serdeSide = new(parsed.GetValue(serde)!);
    string[] wanted = parsed.GetValue(only) ?? [];
    Comparison comparison = new(serdeSide, parsed.GetValue(rounds), parsed.GetValue(megabytes) << 20, c => Any(parsed.GetValue(works), c.Work) && Any(parsed.GetValue(sides), c.Side), Show);
    comparison.RunTraffic(dialect => wanted.Length == 0 || wanted.Contains(dialect));
    if (wanted.Length == 0 || wanted.Contains("large"))
    {
        comparison.RunLarge();
    }

    if (wanted.Length == 0 || wanted.Contains("sizes"))
    {
        comparison.RunSizes();
    }
});
return root.Parse(args).Invoke();

static bool Any(string[]? wanted, string name) => wanted is null or [] || wanted.Contains(name);

static void Show(Heat heat)
{
    Console.WriteLine($"{heat.Corpus}: {heat.Messages} messages of {heat.MeanBytes:0} bytes");
    foreach ((string work, string side) in heat.Entries)
    {
        string baseWork = work;
        Console.WriteLine(
            $"  {work, -30} {side, -32} {heat.Megabytes(work, side), 8:0} MB/s {1e3 * heat.MeanBytes / heat.Megabytes(work, side), 9:0} ns"
                + (
                    heat.Has(work, SideNames.AgentWire)
                        ? $" {heat.Ratio((work, SideNames.AgentWire), (work, side)), 8:0.00}"
                        : ""
                )
        );
    }
}
