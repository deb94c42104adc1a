using System.Reflection;
using PublicApiGenerator;

namespace AgentWire.Review.Api;

/// <summary>Lists the public API of an assembly as C# declarations.</summary>
internal static class ApiListing
{
    // The number of spaces by which a member is indented in its type.
    private const int Step = 4;

    private static readonly ApiGeneratorOptions Options = new()
    {
        IncludeAssemblyAttributes = false,
        TreatRecordsAsClasses = false,
        // By default, types in namespaces that begin with System or Microsoft are excluded.
        DenyNamespacePrefixes = [],
        // Attributes that say how a member is compiled, which callers do not see.
        ExcludeAttributes =
        [
            "System.Diagnostics.CodeAnalysis.SuppressMessageAttribute",
            "System.Diagnostics.CodeAnalysis.UnconditionalSuppressMessageAttribute",
            "System.Runtime.CompilerServices.AsyncIteratorStateMachineAttribute",
            "System.Runtime.CompilerServices.AsyncMethodBuilderAttribute",
            "System.Runtime.CompilerServices.EnumeratorCancellationAttribute",
        ],
    };

    /// <param name="assembly">
    /// The file of the assembly. It is not loaded, so it can be built for any target. Its references are searched in its folder and
    /// in the frameworks of this process.
    /// </param>
    public static string Of(string assembly)
    {
        string all = new AssemblyFile(Path.GetFullPath(assembly)).GeneratePublicApi(Options);
        return string.Concat(Accessible(all.ReplaceLineEndings("\n").Split('\n')).Select(line => line + "\n"));
    }

    /// <summary>
    /// Leaves out the protected overrides of sealed types, which nobody can call. A sealed record has one if it prints its members
    /// in its own way. No other protected member is listed for a sealed type.
    /// </summary>
    private static IEnumerable<string> Accessible(IEnumerable<string> lines)
    {
        // The last declaration at each depth, in which the next deeper line stands.
        Dictionary<int, string> declarations = [];
        List<string> attributes = [];
        foreach (string line in lines)
        {
            string text = line.TrimStart();
            int indentation = line.Length - text.Length;
            if (text.StartsWith('['))
            {
                attributes.Add(line);
                continue;
            }

            bool isAccessible =
                !text.StartsWith("protected override ", StringComparison.Ordinal)
                || !IsSealed(declarations[indentation - Step]);
            if (isAccessible)
            {
                foreach (string attribute in attributes)
                {
                    yield return attribute;
                }

                yield return line;
            }

            attributes.Clear();
            if (text is not ("{" or "}"))
            {
                declarations[indentation] = line;
            }
        }
    }

    private static bool IsSealed(string type) =>
        type.Contains(" sealed class ", StringComparison.Ordinal)
        || type.Contains(" sealed record ", StringComparison.Ordinal);

    private sealed class AssemblyFile(string path) : Assembly
    {
        public override string Location => path;
    }
}
