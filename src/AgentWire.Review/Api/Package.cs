using System.Text;
using System.Xml.Linq;

namespace AgentWire.Review.Api;

/// <summary>A library that is published, and the approved listing of its public surface in <c>api/</c>.</summary>
internal sealed record Package(string Root, string Name, IReadOnlyList<string> Targets)
{
    public const string ApprovedFolder = "api";

    public string ApprovedName => $"{ApprovedFolder}/{Name}.txt";

    private string ApprovedFile => Path.Combine(Root, ApprovedFolder, $"{Name}.txt");

    public string Approved => File.Exists(ApprovedFile) ? File.ReadAllText(ApprovedFile) : "";

    /// <summary>Every project under <c>src/</c> that makes a package, but for tools, which have no API.</summary>
    public static IReadOnlyList<Package> In(string root) =>
        [
            .. Directory
                .GetFiles(Path.Combine(root, "src"), "*.csproj", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(file => (Name: Path.GetFileNameWithoutExtension(file), Project: XDocument.Load(file)))
                .Where(each => Is(each.Project, "IsPackable") && !Is(each.Project, "PackAsTool"))
                .Select(each => new Package(root, each.Name, TargetsOf(each.Project))),
        ];

    /// <summary>What is not as approved and how to approve it; null where nothing is.</summary>
    public string? Complaint(string listing)
    {
        (string removed, string added) = ApiDiff.Compare(Approved, listing);
        return Approved == listing
            ? null
            : $"""
                The public API of {Name} is not as approved in {ApprovedName}.
                Gone:
                {removed}
                New:
                {added}
                If this is meant: ./build.sh Approve, and tell it in CHANGELOG.md under API.
                """;
    }

    public void Approve(string listing)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(ApprovedFile)!);
        File.WriteAllText(ApprovedFile, listing);
    }

    /// <summary>The surface of the first target, and what the others have less and more.</summary>
    /// <exception cref="UsageException">A target is not built.</exception>
    public string List(string configuration)
    {
        string[] listings = [.. Targets.Select(target => ApiListing.Of(Assembly(configuration, target), Frameworks()))];
        StringBuilder text = new($"// {Targets[0]}\n{listings[0]}");
        for (int i = 1; i < listings.Length; i++)
        {
            (string without, string with) = ApiDiff.Compare(listings[0], listings[i]);
            text.Append($"// {Targets[i]}: as {Targets[0]}{(without + with == "" ? "" : ", but")}\n");
            text.Append(Part("without", without)).Append(Part("with", with));
        }

        return text.ToString();

        static string Part(string word, string lines) => lines == "" ? "" : $"// {word}\n{lines}";
    }

    private string Assembly(string configuration, string target)
    {
        string file = Path.Combine(Root, "src", Name, "bin", configuration, target, $"{Name}.dll");
        return File.Exists(file) ? file : throw new UsageException($"{file} is not built");
    }

    /// <summary>Those that this process could run on: later ones than the library was built for, which have all that it refers to.</summary>
    private static IEnumerable<string> Frameworks()
    {
        string shared = Path.GetFullPath(
            Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..")
        );
        return Directory
            .GetDirectories(shared)
            .OrderByDescending(framework => Path.GetFileName(framework) == "Microsoft.NETCore.App")
            .Select(framework =>
                Directory
                    .GetDirectories(framework)
                    .MaxBy(folder => Version.Parse(Path.GetFileName(folder).Split('-')[0]))!
            );
    }

    private static bool Is(XDocument project, string property) =>
        project.Descendants(property).Any(element => element.Value == "true");

    private static string[] TargetsOf(XDocument project) =>
        project
            .Descendants()
            .First(element => element.Name.LocalName is "TargetFrameworks" or "TargetFramework")
            .Value.Split(';');
}
