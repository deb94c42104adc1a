using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace AgentWire.Tool;

/// <summary>
/// The process's own streams. .NET's console streams ignore that the reader of a pipe has gone, and a FileStream keeps
/// a file position of its own, which spoils a file that others append to (<c>&gt; log 2>&amp;1</c>): each is used where it is right.
/// </summary>
internal static class StandardStreams
{
    private const int BrokenPipe = 32; // EPIPE
    private const int WindowsBrokenPipe = unchecked((int)0x8007006D);
    private const int WindowsPipeClosing = unchecked((int)0x800700E8);

    public static Stream OpenOutput() => Open(1, -11, Console.OpenStandardOutput);

    public static Stream OpenError() => Open(2, -12, Console.OpenStandardError);

    /// <summary>Buffered text over one of these: UTF-8 and LF everywhere.</summary>
    public static TextWriter AsText(this Stream stream) =>
        new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\n" };

    /// <summary>Whether a write failed because nobody reads any more.</summary>
    public static bool IsClosedPipe(IOException error) =>
        error.HResult is BrokenPipe or WindowsBrokenPipe or WindowsPipeClosing;

    private static Stream Open(int descriptor, int windowsHandle, Func<Stream> console)
    {
        nint handle = OperatingSystem.IsWindows() ? GetStdHandle(windowsHandle) : descriptor;
        var stream = new FileStream(new SafeFileHandle(handle, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return stream.CanSeek ? console() : stream;
    }

    [DllImport("kernel32.dll", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern nint GetStdHandle(int handle);
}
