using System.Text;
using System.Xml.Linq;

namespace AgentWire.Packages.Tests;

/// <summary>Checks that a package that contains a library of others contains its licence.</summary>
public class NoticeTests
{
    public static TheoryData<string> Names() => new(PackageFolder.Names);

    [PackagesTheory]
    [MemberData(nameof(Names))]
    public void Every_library_of_others_in_a_package_has_its_notice(string name) =>
        Notices.Faults(PackageFolder.Open(PackageFolder.FileOf(name)), IsOurs).ShouldBeEmpty();

    [PackagesFact]
    public void Only_programs_contain_libraries_of_others() =>
        PackageFolder
            .Names.Where(name =>
                PackageFolder
                    .Open(PackageFolder.FileOf(name))
                    .Keys.Any(file =>
                        file.EndsWith(".dll", StringComparison.Ordinal)
                        && !IsOurs(Path.GetFileNameWithoutExtension(file))
                    )
            )
            .ShouldBe(["AgentWire.Generator", "AgentWire.Tool"]);

    [Fact]
    public void A_notice_that_is_missing_incomplete_or_left_over_is_found()
    {
        string notices = File.ReadAllText(Path.Combine(PackageFolder.Root, "src", "AgentWire.Tool", Notices.FileName));
        string own = notices.Split("\nSystem.CommandLine\n")[0].TrimEnd('=');
        Faults(own).ShouldBeEmpty();
        Faults(null).ShouldBe(["Spectre.Console.dll: no notice of Spectre.Console"]);
        Faults(own.Replace("Patrik", "", StringComparison.Ordinal))
            .ShouldHaveSingleItem()
            .ShouldStartWith("Spectre.Console: its notice lacks: Copyright: Patrik");
        Faults(own.Replace("The above copyright", "", StringComparison.Ordinal)).ShouldHaveSingleItem();
        Faults(notices).ShouldBe(["System.CommandLine: a notice of what is not in the package"]);
    }

    [Fact]
    public void An_assembly_that_no_package_has_brought_is_found()
    {
        Dictionary<string, byte[]> files = new() { ["tools/Copied.dll"] = [], ["tools/AgentWire.dll"] = [] };
        Notices.Faults(files, IsOurs).ShouldBe(["Copied.dll: of no package"]);
    }

    /// <summary>Returns the errors of a package with one library of others, which the tool also contains.</summary>
    private static IEnumerable<string> Faults(string? notices)
    {
        string version = XDocument
            .Load(Path.Combine(PackageFolder.Root, "Directory.Packages.props"))
            .Descendants("PackageVersion")
            .Single(each => each.Attribute("Include")!.Value == "Spectre.Console")
            .Attribute("Version")!
            .Value;
        string library = $"Spectre.Console/{version}";
        Dictionary<string, byte[]> files = new()
        {
            ["tools/Spectre.Console.dll"] = [],
            ["tools/AgentWire.Tool.dll"] = [],
            ["tools/AgentWire.Tool.deps.json"] = Encoding.UTF8.GetBytes(
                $$"""
                {
                  "targets": {"net10.0": {"{{library}}": {"runtime": {"lib/net8.0/Spectre.Console.dll": {} } } } },
                  "libraries": {"{{library}}": {"type": "package"} }
                }
                """
            ),
        };
        if (notices is not null)
        {
            files.Add(Notices.FileName, Encoding.UTF8.GetBytes(notices));
        }

        return Notices.Faults(files, IsOurs);
    }

    private static bool IsOurs(string assembly) =>
        assembly.StartsWith("AgentWire", StringComparison.Ordinal)
        && Directory.Exists(Path.Combine(PackageFolder.Root, "src", assembly));
}
