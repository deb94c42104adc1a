using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace AgentWire.Tool;

/// <summary>
/// The standard streams of the process. The console streams of .NET ignore that the reader of a pipe has closed it. A FileStream
/// keeps its own position, which damages a file that others append to (<c>&gt; log 2>&amp;1</c>). Each is used where it works.
/// </summary>
internal static class StandardStreams
{
    private const int BrokenPipe = 32; // EPIPE
    private const int WindowsBrokenPipe = unchecked((int)0x8007006D);
    private const int WindowsPipeClosing = unchecked((int)0x800700E8);
    private const int OutputHandle = -11;
    private const int ErrorHandle = -12;
    private const int GetFlags = 1; // F_GETFD
    private const int CloseOnExec = 1; // FD_CLOEXEC

    /// <exception cref="UsageException">Standard input is closed.</exception>
    public static Stream OpenInput() =>
        IsOpen(0) ? Console.OpenStandardInput() : throw new UsageException("cannot read '-': standard input is closed");

    /// <exception cref="IOException">Standard output is closed.</exception>
    /// <exception cref="UnauthorizedAccessException">Standard output cannot be written to.</exception>
    public static Stream OpenOutput() =>
        IsOpen(1)
            ? Open(1, OutputHandle, Console.OpenStandardOutput)
            : throw new IOException("standard output is closed");

    /// <summary>Opens standard error. If it is closed or cannot be written to, the output is dropped.</summary>
    public static Stream OpenError()
    {
        try
        {
            return IsOpen(2) ? Open(2, ErrorHandle, Console.OpenStandardError) : Stream.Null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Stream.Null;
        }
    }

    /// <summary>Wraps a stream as buffered text, with UTF-8 and LF on all platforms.</summary>
    public static TextWriter AsText(this Stream stream) =>
        new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\n" };

    /// <summary>Returns whether a write failed because the reader has closed the pipe.</summary>
    public static bool IsClosedPipe(IOException error) =>
        error.HResult is BrokenPipe or WindowsBrokenPipe or WindowsPipeClosing;

    /// <summary>Writes a whole report. If its reader has closed the pipe, only the exit code shows the result.</summary>
    public static void WriteReport(this Stream stream, ReadOnlySpan<byte> report)
    {
        try
        {
            stream.Write(report);
        }
        catch (IOException error) when (IsClosedPipe(error)) { }
    }

    // The runtime opens files before the tool runs, and these get the descriptors of streams that were closed. A flag
    // distinguishes them: .NET sets it on what it opens, and descriptors inherited through exec do not have it.
    private static bool IsOpen(int descriptor) =>
        OperatingSystem.IsWindows()
        || (GetDescriptorFlags(descriptor, GetFlags) is var flags && flags >= 0 && (flags & CloseOnExec) == 0);

    private static Stream Open(int descriptor, int windowsHandle, Func<Stream> console)
    {
        nint handle = OperatingSystem.IsWindows() ? GetStdHandle(windowsHandle) : descriptor;
        var stream = new FileStream(new SafeFileHandle(handle, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return stream.CanSeek ? console() : stream;
    }

    [DllImport("kernel32.dll", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern nint GetStdHandle(int handle);

    [DllImport("libc", EntryPoint = "fcntl", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetDescriptorFlags(int descriptor, int command);
}
