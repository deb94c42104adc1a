using System.CommandLine;
using AgentWire.Review.Api;
using AgentWire.Spec.Files;

namespace AgentWire.Review;

/// <summary>
/// The command line of the review. Exit codes: 0 if it succeeded, 1 if a gate has failed, 2 if the command line or the release to
/// compare with is not valid.
/// </summary>
internal static class ReviewCommand
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int Refused = 2;

    private static readonly Option<string> Root = new("--root")
    {
        Description = "The repository.",
        DefaultValueFactory = _ => ".",
    };

    private static readonly Option<string?> Since = new("--since")
    {
        Description = "The tag of the release to compare with. The default is the last release.",
    };

    private static readonly Option<string> Configuration = new("--configuration")
    {
        Description = "The configuration of the build to list.",
        DefaultValueFactory = _ => "Release",
    };

    public static int Run(string[] args, TextWriter output, TextWriter errors)
    {
        var root = new RootCommand("Reviews what a release changes for its users.")
        {
            Wire(output, errors),
            Approve(output),
            Page(output),
        };
        try
        {
            ParseResult line = root.Parse(args);
            if (line.Errors.Count > 0 && line.Action is not { ClearsParseErrors: true })
            {
                foreach (string error in line.Errors.Select(error => error.Message).Distinct())
                {
                    errors.WriteLine(error);
                }

                return Refused;
            }

            return line.Invoke(
                new InvocationConfiguration
                {
                    Output = output,
                    Error = errors,
                    EnableDefaultExceptionHandler = false,
                }
            );
        }
        catch (Exception refusal) when (refusal is UsageException or SpecFilesException)
        {
            errors.WriteLine(refusal.Message);
            return Refused;
        }
    }

    private static Command Wire(TextWriter output, TextWriter errors)
    {
        var command = new Command("wire", "Checks that the changelog and the versions match the changes on the wire.")
        {
            Root,
            Since,
        };
        command.SetAction(line =>
        {
            var repository = new Repository(line.GetRequiredValue(Root));
            Baseline baseline = Baseline.Find(repository, line.GetValue(Since));
            if (baseline.Release is null)
            {
                output.WriteLine($"The wire is not compared: {baseline.WhyNone}.");
                return Done;
            }

            WireReview review = WireReview.Of(repository, baseline);
            foreach (string demand in review.Demands)
            {
                errors.WriteLine(demand);
            }

            output.WriteLine(review.Summary);
            return review.Demands.Count == 0 ? Done : Failed;
        });
        return command;
    }

    private static Command Approve(TextWriter output)
    {
        var command = new Command("approve", "Writes the listings of the public API of the current build into api/.")
        {
            Root,
            Configuration,
        };
        command.SetAction(line =>
        {
            string root = Path.GetFullPath(line.GetRequiredValue(Root));
            foreach (Package package in Package.In(root))
            {
                foreach (string target in package.Targets)
                {
                    string listing = package.List(line.GetRequiredValue(Configuration), target);
                    output.WriteLine(
                        $"{package.ApprovedName(target)} {(package.Approved(target) == listing ? "has not changed" : "has changed")}"
                    );
                    package.Approve(target, listing);
                }
            }

            foreach (string stray in Package.Strays(root))
            {
                File.Delete(Path.Combine(root, stray));
                output.WriteLine($"{stray} was deleted, because there is no such package or target");
            }

            return Done;
        });
        return command;
    }

    private static Command Page(TextWriter output)
    {
        var target = new Option<string>("--out") { Description = "The file to write.", Required = true };
        var command = new Command("page", "Writes the page for the reviewer of a release.")
        {
            Root,
            Since,
            Configuration,
            target,
        };
        command.SetAction(line =>
        {
            var repository = new Repository(line.GetRequiredValue(Root));
            string file = Path.GetFullPath(line.GetRequiredValue(target));
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(
                file,
                ReviewPage.Write(
                    repository,
                    Baseline.Find(repository, line.GetValue(Since)),
                    line.GetRequiredValue(Configuration)
                )
            );
            output.WriteLine(file);
            return Done;
        });
        return command;
    }
}
