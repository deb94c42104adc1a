using AgentWire.Generator.CSharp;
using AgentWire.Generator.Model;
using AgentWire.Generator.Reading;
using AgentWire.Generator.Spec;

namespace AgentWire.Generator;

/// <summary>
/// The command: <c>--spec DIR --out DIR [--check]</c>. Exit codes: 0 done, 1 the files are not as generated, 2 the arguments or the
/// specification are refused.
/// </summary>
internal static class GeneratorCommand
{
    private const int Done = 0;
    private const int Drifted = 1;
    private const int Refused = 2;

    public static int Run(string[] args, TextWriter output, TextWriter errors)
    {
        if (Parse(args) is not var (spec, target, isCheck))
        {
            errors.WriteLine("usage: AgentWire.Generator --spec DIR --out DIR [--check]");
            errors.WriteLine(
                "Writes the C# of the dialects under --spec into --out; with --check, only says whether it is there."
            );
            return Refused;
        }

        try
        {
            OutputFolder folder = new(target, Generate(spec));
            return isCheck ? Check(folder, errors) : Write(folder, output);
        }
        catch (SpecException refusal)
        {
            foreach (Finding finding in refusal.Findings)
            {
                errors.WriteLine(finding);
            }

            return Refused;
        }
    }

    /// <summary>All files of all dialects under a folder.</summary>
    /// <exception cref="SpecException">The specification is refused.</exception>
    public static IReadOnlyList<CSharpFile> Generate(string spec)
    {
        FindingList findings = new();
        List<Dialect> dialects =
        [
            .. SpecFolder.Load(spec, findings).Select(source => DialectReader.Read(source, findings)).OfType<Dialect>(),
        ];
        findings.ThrowIfAny();
        return CSharpEmitter.Emit(dialects);
    }

    private static int Write(OutputFolder folder, TextWriter output)
    {
        IReadOnlyList<Change> changes = folder.Write();
        foreach (Change change in changes)
        {
            output.WriteLine(change);
        }

        output.WriteLine(changes.Count == 0 ? "Nothing has changed." : $"{changes.Count} files have changed.");
        return Done;
    }

    private static int Check(OutputFolder folder, TextWriter errors)
    {
        IReadOnlyList<Change> changes = folder.Compare();
        foreach (Change change in changes)
        {
            errors.WriteLine(change);
        }

        if (changes.Count == 0)
        {
            return Done;
        }

        errors.WriteLine("The generated files are not what the specification says; run ./build.sh Generate.");
        return Drifted;
    }

    private static (string Spec, string Target, bool IsCheck)? Parse(string[] args)
    {
        string? spec = null;
        string? target = null;
        bool isCheck = false;
        for (int i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--check":
                    isCheck = true;
                    break;
                case "--spec" when spec is null && i + 1 < args.Length:
                    spec = args[++i];
                    break;
                case "--out" when target is null && i + 1 < args.Length:
                    target = args[++i];
                    break;
                default:
                    return null;
            }
        }

        return spec is null || target is null ? null : (spec, target, isCheck);
    }
}
