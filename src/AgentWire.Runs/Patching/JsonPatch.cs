using System.Diagnostics.CodeAnalysis;
using AgentWire.AgUi;
using AgentWire.Runs.Patching;

namespace AgentWire.Runs;

/// <summary>Applies a JSON Patch (RFC 6902) to a JSON value: all of its operations, or none.</summary>
/// <remarks>
/// What no operation touches stays as it is: the text of numbers, and the order of members. A member that is replaced keeps its
/// place, and a new one comes last. <c>remove</c> of the whole document leaves null. <c>test</c> compares JSON values: the order
/// of members does not matter, and 1 is 1.0. As in the reference implementation of AG-UI, no pointer may contain
/// <c>__proto__</c>, because the value may reach a JavaScript program.
/// </remarks>
/// <example>
/// <code>
/// RawJson state = RawJson.Parse("""{"steps":[1]}""");
/// RawJson changed = JsonPatch.Apply(state, [new PatchOperation.Add { Path = "/steps/-", Value = RawJson.Parse("2") }]);
/// Console.WriteLine(changed); // {"steps":[1,2]}
/// </code>
/// </example>
public static class JsonPatch
{
    /// <summary>Applies a patch.</summary>
    /// <param name="document">The value to change.</param>
    /// <param name="patch">The operations, in order.</param>
    /// <param name="limits">The limits of the result: <see cref="WireOptions.MaxDepth"/> and <see cref="WireOptions.MaxMessageBytes"/>. Default: those of <see cref="WireOptions.Default"/>.</param>
    /// <exception cref="JsonPatchException">An operation cannot be applied.</exception>
    public static RawJson Apply(RawJson document, WireList<PatchOperation> patch, WireOptions? limits = null) =>
        TryApply(document, patch, out RawJson result, out JsonPatchError? error, limits)
            ? result
            : throw new JsonPatchException(error);

    /// <summary>Applies a patch, or says which operation cannot be applied and why.</summary>
    /// <param name="document">The value to change.</param>
    /// <param name="patch">The operations, in order.</param>
    /// <param name="result">The changed value, or the document if the patch cannot be applied.</param>
    /// <param name="error">Why the patch cannot be applied, or null.</param>
    /// <param name="limits">The limits of the result: <see cref="WireOptions.MaxDepth"/> and <see cref="WireOptions.MaxMessageBytes"/>. Default: those of <see cref="WireOptions.Default"/>.</param>
    /// <returns>True if the whole patch was applied.</returns>
    public static bool TryApply(
        RawJson document,
        WireList<PatchOperation> patch,
        out RawJson result,
        [NotNullWhen(false)] out JsonPatchError? error,
        WireOptions? limits = null
    )
    {
        JsonTree tree = new(document, limits ?? WireOptions.Default);
        error = tree.Apply(patch);
        result = error is null ? tree.ToRawJson() : document;
        return error is null;
    }
}
