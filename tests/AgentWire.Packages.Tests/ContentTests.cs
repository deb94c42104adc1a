using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace AgentWire.Packages.Tests;

/// <summary>The content of the packages.</summary>
public class ContentTests
{
    public static TheoryData<string> Names() => new(PackageFolder.Names);

    [PackagesFact]
    public void The_folder_holds_the_packages_and_their_symbols_with_checksums()
    {
        string[] files =
        [
            .. Directory
                .GetFiles(PackageFolder.Path)
                .Select(file => Path.GetFileName(file))
                .Order(StringComparer.Ordinal),
        ];
        files.ShouldBe(
            PackageFolder
                .Names.SelectMany(name => new[] { PackageFolder.FileOf(name), PackageFolder.FileOf(name, "snupkg") })
                .Select(file => Path.GetFileName(file))
                .Append("SHA256SUMS")
                .Order(StringComparer.Ordinal)
        );
        File.ReadAllLines(Path.Combine(PackageFolder.Path, "SHA256SUMS"))
            .ShouldBe(
                files
                    .Where(file => file != "SHA256SUMS")
                    .Select(file => $"{Sum(Path.Combine(PackageFolder.Path, file))}  {file}"),
                ignoreOrder: true
            );
    }

    [PackagesTheory]
    [MemberData(nameof(Names))]
    public void A_package_says_what_it_is(string name)
    {
        Dictionary<string, byte[]> files = PackageFolder.Open(PackageFolder.FileOf(name));
        XElement metadata = XDocument.Parse(Text(files[$"{name}.nuspec"])).Root!.Elements().First();
        Value("id").ShouldBe(name);
        Value("license").ShouldBe("MIT");
        Value("description").ShouldNotBeNullOrWhiteSpace();
        Value("tags").ShouldNotBeNullOrWhiteSpace();
        Value("authors").ShouldNotBeNullOrWhiteSpace();
        files[Value("icon")][..4].ShouldBe([0x89, (byte)'P', (byte)'N', (byte)'G']);
        Text(files[Value("readme")]).ShouldBe(PackageFolder.ReadmeOf(name));

        string Value(string element) => metadata.Elements().Single(each => each.Name.LocalName == element).Value;
    }

    [PackagesFact]
    public void The_contract_is_in_the_package_byte_for_byte()
    {
        string spec = Path.Combine(PackageFolder.Root, "spec");
        Dictionary<string, byte[]> files = PackageFolder.Open(PackageFolder.FileOf("AgentWire"));
        string[] names =
        [
            .. Directory
                .GetFiles(spec, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(spec, file).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];
        string[] packed =
        [
            .. files
                .Keys.Where(name => name.StartsWith("spec/", StringComparison.Ordinal))
                .Select(name => name["spec/".Length..]),
        ];
        packed.Except(names).ShouldBeEmpty();
        names.Except(packed).ShouldBeEmpty();
        foreach (string name in names)
        {
            files[$"spec/{name}"].ShouldBe(File.ReadAllBytes(Path.Combine(spec, name)), name);
        }
    }

    [PackagesTheory]
    [MemberData(nameof(Names))]
    public void No_path_of_the_machine_is_in_a_package(string name)
    {
        byte[] root = Encoding.UTF8.GetBytes(PackageFolder.Root);
        foreach (string file in new[] { PackageFolder.FileOf(name), PackageFolder.FileOf(name, "snupkg") })
        {
            foreach ((string entry, byte[] bytes) in PackageFolder.Open(file))
            {
                bytes.AsSpan().IndexOf(root).ShouldBe(-1, $"{Path.GetFileName(file)}: {entry}");
                if (entry.EndsWith(".pdb", StringComparison.Ordinal))
                {
                    Symbols.SourcesIn(bytes).ShouldAllBe(source => source.StartsWith("/_/"), entry);
                }
            }
        }
    }

    [PackagesFact]
    public void A_package_that_is_not_made_for_publishing_names_the_folder_of_its_sources()
    {
        using SmallPackage package = new() { Members = "public static int One() => 1;" };
        package.SetVersion("0.0.1", released: "");
        package.Pack(forPublishing: false).ExitCode.ShouldBe(0);
        byte[] symbols = package.Open("0.0.1", "snupkg")[$"lib/net10.0/{SmallPackage.Name}.pdb"];
        Symbols.SourcesIn(symbols).ShouldContain(source => source.StartsWith(package.Folder["src"]));
    }

    [PackagesFact]
    public void The_generator_s_package_is_a_program_with_build_targets_and_no_library()
    {
        Dictionary<string, byte[]> files = PackageFolder.Open(PackageFolder.FileOf("AgentWire.Generator"));
        files.Keys.ShouldContain("build/AgentWire.Generator.targets");
        files.Keys.ShouldContain("build/types/MarkerTypes.cs");
        files.Keys.ShouldContain("buildMultiTargeting/AgentWire.Generator.targets");
        foreach (
            string file in (string[])
                [
                    "AgentWire.Generator.Cli.dll",
                    "AgentWire.Generator.Cli.runtimeconfig.json",
                    "AgentWire.Generator.dll",
                    "AgentWire.Spec.dll",
                    "System.CommandLine.dll",
                ]
        )
        {
            files.Keys.ShouldContain($"tools/net8.0/{file}");
        }

        files.Keys.ShouldNotContain(name => name.StartsWith("lib/", StringComparison.Ordinal));
        XDocument nuspec = XDocument.Parse(Text(files["AgentWire.Generator.nuspec"]));
        nuspec.Descendants().ShouldNotContain(element => element.Name.LocalName == "dependency");
        nuspec
            .Descendants()
            .Single(element => element.Name.LocalName == "developmentDependency")
            .Value.ShouldBe("true");
    }

    private static string Sum(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF');
}
