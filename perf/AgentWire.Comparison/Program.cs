using System.CommandLine;
using System.Diagnostics;
using AgentWire.Comparison;

const int CannotCompare = 3;

Option<string> against = new("--against") { Description = "The commit to compare with.", Required = true };
Option<DirectoryInfo> root = new("--root")
{
    Description = "The folder of the repository.",
    DefaultValueFactory = _ => new DirectoryInfo("."),
};
Option<double> minutes = new("--minutes")
{
    Description = "The maximum time to measure.",
    DefaultValueFactory = _ => 15,
};
Option<string> only = new("--only")
{
    Description = "Compares only work whose name contains this text, such as walrus. The default is all.",
    DefaultValueFactory = _ => "",
};
RootCommand command = new(
    """
    Compares the speed of the library as it is now with that at a commit.

    Exit codes:
      0  no work is slower than 0.97 times the commit
      1  some work is slower, or allocates as much more
      2  the time was too short to tell
      3  the builds cannot be compared
    """
)
{
    against,
    root,
    minutes,
    only,
};
command.SetAction(parsed =>
{
    try
    {
        return Compare(
            parsed.GetValue(root)!.FullName,
            parsed.GetValue(against)!,
            TimeSpan.FromMinutes(parsed.GetValue(minutes)),
            parsed.GetValue(only)!
        );
    }
    catch (ComparisonException exception)
    {
        Console.Error.WriteLine(exception.Message);
        return CannotCompare;
    }
});
return command.Parse(args).Invoke();

static int Compare(string root, string revision, TimeSpan limit, string only)
{
    (string old, string present) = new Trees(root).Build(revision);
    string spec = Path.Combine(root, "spec");
    Meet meet = new(
        () => LoadedBuild.Load(old, spec, only),
        () => LoadedBuild.Load(present, spec, only),
        Clock.Time,
        WarmUp.Run
    );
    Stopwatch watch = Stopwatch.StartNew();
    meet.Run(() => watch.Elapsed >= limit, races => Report.PrintProgress(races, watch.Elapsed, Console.Error));
    Report.Print(meet.Races, Console.Out);
    return Report.ExitCode(meet.Races);
}
