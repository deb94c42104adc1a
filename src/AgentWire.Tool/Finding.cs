using System.Globalization;

namespace AgentWire.Tool;

/// <summary>A finding about one line of input.</summary>
/// <param name="File">The file as named by the caller, or <c>-</c> for standard input.</param>
/// <param name="Line">The number of the line, from 1.</param>
/// <param name="Code">An error code of the contract, <see cref="NotCanonical"/> or <see cref="Omitted"/>.</param>
/// <param name="Pointer">The JSON Pointer of the value, which is empty for the document itself.</param>
/// <param name="Byte">The offset within the line, in bytes from 0.</param>
/// <param name="Message">A description of the problem.</param>
internal readonly record struct Finding(string File, long Line, string Code, string Pointer, long Byte, string Message)
{
    /// <summary>The code of a line that can be read but is not canonical.</summary>
    public const string NotCanonical = "not_canonical";

    /// <summary>The code of a member that is not written for a version of the peer.</summary>
    public const string Omitted = "omitted";

    public Finding(string file, long line, in WireError error)
        : this(file, line, error.Code.ToWireName(), error.Pointer, error.ByteOffset, error.Message) { }

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Printable.Escape(File)}:{Line}: {Code} at {(Pointer.Length == 0 ? "(root)" : Printable.Escape(Pointer))} (byte {Byte}): {Printable.Escape(Message)}"
        );
}
