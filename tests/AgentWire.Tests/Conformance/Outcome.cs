using System.Text;

namespace AgentWire.Tests.Conformance;

/// <summary>The result of reading an input: a verdict, with the bytes that are written, or the code and position of the error.</summary>
internal sealed class Outcome : IEquatable<Outcome>
{
    private static readonly Encoding Strict = new UTF8Encoding(false, throwOnInvalidBytes: true);

    private readonly byte[] _output;
    private readonly string _error;

    private Outcome(string verdict, byte[]? output = null, string error = "")
    {
        Verdict = verdict;
        _output = output ?? [];
        _error = error;
    }

    /// <summary><c>ok</c>, <c>unknown</c> or <c>error</c>.</summary>
    public string Verdict { get; }

    public bool Reads => Verdict != "error";

    /// <summary>The canonical bytes; empty for an error.</summary>
    public ReadOnlySpan<byte> Output => _output;

    public static Outcome Success(string verdict, ReadOnlySpan<byte> output) => new(verdict, output.ToArray());

    public static Outcome Error(string code, string pointer, long offset) =>
        new("error", error: $"{code} at \"{pointer}\" (byte {offset})");

    public static Outcome Error(WireError error) => Error(error.Code.ToWireName(), error.Pointer, error.ByteOffset);

    /// <summary>Reads with a codec. The verdict is unknown if the input is refused only when unknown tags are refused.</summary>
    public static Outcome Of(WireCodec codec, byte[] input)
    {
        if (!codec.TryReadObject(input, out object? value, out WireError error))
        {
            return Error(error);
        }

        byte[] output = codec.Write(value);
        WireCodec strict = codec.With(codec.Options with { UnknownTags = UnknownTagHandling.Reject });
        return strict.TryReadObject(input, out _, out error) ? new("ok", output)
            : error.Code == WireErrorCode.UnknownTag ? new("unknown", output)
            : Error(error);
    }

    /// <summary>Does the same with a way of reading that throws.</summary>
    public static Outcome Of(WireCodec codec, string verdict, Func<object> read)
    {
        try
        {
            return new(verdict, codec.Write(read()));
        }
        catch (WireException e)
        {
            return Error(e.Error);
        }
    }

    public bool Equals(Outcome? other) =>
        other is not null
        && Verdict == other.Verdict
        && _error == other._error
        && _output.AsSpan().SequenceEqual(other._output);

    public override bool Equals(object? obj) => Equals(obj as Outcome);

    public override int GetHashCode() => Verdict.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => $"{Verdict} {(Reads ? Strict.GetString(_output) : _error)}";
}
