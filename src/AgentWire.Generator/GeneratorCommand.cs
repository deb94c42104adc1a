using AgentWire.Generator.CSharp;
using AgentWire.Generator.Reference;
using AgentWire.Generator.Vectors;
using AgentWire.Spec.Model;
using AgentWire.Spec.Reading;

namespace AgentWire.Generator;

/// <summary>
/// The command: <c>--spec DIR --out DIR [--reference DIR] [--vectors DIR] [--check]</c>. Exit codes: 0 done, 1 the files are not as generated, 2 the
/// arguments or the specification are refused, or a file cannot be read or written.
/// </summary>
internal static class GeneratorCommand
{
    private const int Done = 0;
    private const int Drifted = 1;
    private const int Refused = 2;

    public static int Run(string[] args, TextWriter output, TextWriter errors)
    {
        if (Parse(args) is not { } arguments)
        {
            errors.WriteLine(
                "usage: AgentWire.Generator --spec DIR --out DIR [--reference DIR] [--vectors DIR] [--check]"
            );
            errors.WriteLine(
                "Writes the C# of the dialects under --spec into --out, a reference page for each into --reference, and test vectors into --vectors;"
            );
            errors.WriteLine("with --check, only says whether they are there.");
            return Refused;
        }

        try
        {
            OutputFolder[] folders = [.. Folders(arguments)];
            return arguments.IsCheck ? Check(folders, errors) : Write(folders, output);
        }
        catch (SpecException refusal)
        {
            foreach (Finding finding in refusal.Findings)
            {
                errors.WriteLine(finding);
            }

            return Refused;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            errors.WriteLine($"the generated files cannot be read or written: {fault.Message}");
            return Refused;
        }
    }

    /// <summary>The C# of all dialects under a folder.</summary>
    /// <exception cref="SpecException">The specification is refused.</exception>
    public static IReadOnlyList<OutputFile> Generate(string spec) => CSharpEmitter.Emit(Specification.Read(spec));

    private static IEnumerable<OutputFolder> Folders(Arguments arguments)
    {
        List<Dialect> dialects = Specification.Read(arguments.Spec);
        yield return new(arguments.Target, $"*{CSharpFile.Extension}", CSharpEmitter.Emit(dialects));
        if (arguments.Reference is { } reference)
        {
            yield return new(reference, $"*/{ReferencePage.FileName}", [.. dialects.Select(ReferencePage.Write)]);
        }

        if (arguments.Vectors is { } vectors)
        {
            yield return new(vectors, $"*/{VectorFiles.Folder}/*.json", [.. dialects.SelectMany(VectorFiles.Write)]);
        }
    }

    private static int Write(OutputFolder[] folders, TextWriter output)
    {
        Change[] changes = [.. folders.SelectMany(folder => folder.Write())];
        foreach (Change change in changes)
        {
            output.WriteLine(change);
        }

        output.WriteLine(changes.Length == 0 ? "Nothing has changed." : $"{changes.Length} files have changed.");
        return Done;
    }

    private static int Check(OutputFolder[] folders, TextWriter errors)
    {
        Change[] changes = [.. folders.SelectMany(folder => folder.Compare())];
        foreach (Change change in changes)
        {
            errors.WriteLine(change);
        }

        if (changes.Length == 0)
        {
            return Done;
        }

        errors.WriteLine("The generated files are not what the specification says; run ./build.sh Generate.");
        return Drifted;
    }

    private static Arguments? Parse(string[] args)
    {
        string? spec = null;
        string? target = null;
        string? reference = null;
        string? vectors = null;
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
                case "--reference" when reference is null && i + 1 < args.Length:
                    reference = args[++i];
                    break;
                case "--vectors" when vectors is null && i + 1 < args.Length:
                    vectors = args[++i];
                    break;
                default:
                    return null;
            }
        }

        return spec is null || target is null ? null : new Arguments(spec, target, reference, vectors, isCheck);
    }

    private sealed record Arguments(string Spec, string Target, string? Reference, string? Vectors, bool IsCheck);
}
