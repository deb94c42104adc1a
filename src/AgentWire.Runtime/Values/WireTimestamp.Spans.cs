namespace AgentWire;

/// <summary>The .NET interfaces for values that are parsed and formatted. Older runtimes do not have these interfaces.</summary>
public readonly partial struct WireTimestamp
    : ISpanParsable<WireTimestamp>,
        IUtf8SpanParsable<WireTimestamp>,
        ISpanFormattable,
        IUtf8SpanFormattable
{
    static WireTimestamp IParsable<WireTimestamp>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<WireTimestamp>.TryParse(string? s, IFormatProvider? provider, out WireTimestamp result) =>
        TryParse(s, out result);

    static WireTimestamp ISpanParsable<WireTimestamp>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) =>
        Parse(s);

    static bool ISpanParsable<WireTimestamp>.TryParse(
        ReadOnlySpan<char> s,
        IFormatProvider? provider,
        out WireTimestamp result
    ) => TryParse(s, out result);

    static WireTimestamp IUtf8SpanParsable<WireTimestamp>.Parse(
        ReadOnlySpan<byte> utf8Text,
        IFormatProvider? provider
    ) => Parse(utf8Text);

    static bool IUtf8SpanParsable<WireTimestamp>.TryParse(
        ReadOnlySpan<byte> utf8Text,
        IFormatProvider? provider,
        out WireTimestamp result
    ) => TryParse(utf8Text, out result);

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider)
    {
        OneFormat(format);
        return ToString();
    }

    bool ISpanFormattable.TryFormat(
        Span<char> destination,
        out int charsWritten,
        ReadOnlySpan<char> format,
        IFormatProvider? provider
    )
    {
        OneFormat(format);
        return TryFormat(destination, out charsWritten);
    }

    bool IUtf8SpanFormattable.TryFormat(
        Span<byte> utf8Destination,
        out int bytesWritten,
        ReadOnlySpan<char> format,
        IFormatProvider? provider
    )
    {
        OneFormat(format);
        return TryFormat(utf8Destination, out bytesWritten);
    }

    private static void OneFormat(ReadOnlySpan<char> format)
    {
        if (format is not ("" or "G" or "g"))
        {
            throw new FormatException("A timestamp has one format only: G, or none.");
        }
    }
}
