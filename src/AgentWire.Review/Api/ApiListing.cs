using System.Reflection;
using PublicApiGenerator;

namespace AgentWire.Review.Api;

/// <summary>Lists the public API of an assembly as C# declarations.</summary>
internal static class ApiListing
{
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
    public static string Of(string assembly) =>
        new AssemblyFile(Path.GetFullPath(assembly)).GeneratePublicApi(Options).ReplaceLineEndings("\n") + "\n";

    private sealed class AssemblyFile(string path) : Assembly
    {
        public override string Location => path;
    }
}
