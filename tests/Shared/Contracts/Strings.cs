using FsCheck;
using FsCheck.Fluent;

namespace AgentWire.Shared.Contracts;

/// <summary>Strings that are difficult for codecs: escapes, surrogates, and lengths near the sizes of buffers.</summary>
public static class Strings
{
    private static readonly string[] Pieces =
    [
        "a",
        "type",
        "\"",
        "\\",
        "/",
        "\0",
        "\b\t\n\f\r",
        "\u001f",
        "\u007f\u0080",
        "é",
        "日本",
        "\u2028\u2029",
        "\ufeff",
        "\ufffe\uffff",
        "\ud800\udc00",
        "😀",
        "\udbff\udfff",
        "\\u0041",
        "<&>'+",
    ];

    private static readonly int[] Edges = [32, 64, 256, 512, 4096];

    public static Gen<string> Good { get; } =
        Gen.Frequency(
            (12, Gen.Elements(Pieces).ListOf().Resize(6).Select(string.Concat)),
            (
                1,
                from filler in Gen.Elements('a', 'é', '日')
                from edge in Gen.Elements(Edges)
                from offset in Gen.Choose(-4, 2)
                from end in Gen.Elements(Pieces)
                from rest in Gen.Elements(Pieces)
                select new string(filler, edge + offset) + end + rest
            )
        );

    /// <summary>Gets strings with a lone surrogate at any position.</summary>
    public static Gen<string> Bad { get; } =
        from text in Good
        from index in Gen.Choose(0, text.Length)
        from half in Gen.Elements("\ud800", "\udbff", "\udc00", "\udfff")
        select text.Insert(index, half);
}
