using System.Text;

namespace AgentWire.Tool;

/// <summary>What standard output and standard error have in common: the encoding, and the error of a pipe that its reader has closed.</summary>
internal static class OutputStream
{
    private const int BrokenPipe = 32; // EPIPE
    private const int WindowsBrokenPipe = unchecked((int)0x8007006D);
    private const int WindowsPipeClosing = unchecked((int)0x800700E8);

    /// <summary>Wraps a stream as buffered text, with UTF-8 and LF on all platforms.</summary>
    public static TextWriter AsText(this Stream stream) =>
        new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\n" };

    /// <summary>Returns whether a write failed because the reader has closed the pipe.</summary>
    public static bool IsClosedPipe(IOException error) =>
        error.HResult is BrokenPipe or WindowsBrokenPipe or WindowsPipeClosing;
}
