using System.Runtime.InteropServices;
using AgentWire.Tool.Lines;
using Microsoft.Win32.SafeHandles;

namespace AgentWire.Tool;

/// <summary>
/// The standard streams of the process. The console streams of .NET ignore that the reader of a pipe has closed it. A FileStream
/// keeps its own position, which damages a file that others append to (<c>&gt; log 2>&amp;1</c>). Each is used where it works.
/// </summary>
internal sealed class ProcessStreams : StandardStreams
{
    private const int OutputHandle = -11;
    private const int ErrorHandle = -12;
    private const int GetFlags = 1; // F_GETFD
    private const int CloseOnExec = 1; // FD_CLOEXEC
    private const int InputDescriptor = 0;

    public override bool IsOutputRedirected => Console.IsOutputRedirected;

    public override InputFile OpenInput() =>
        IsOpen(InputDescriptor)
            ? new InputFile(Console.OpenStandardInput(), InputDescriptor)
            : throw new UsageException("cannot read '-': standard input is closed");

    public override Stream OpenOutput() =>
        IsOpen(1)
            ? Open(1, OutputHandle, Console.OpenStandardOutput)
            : throw new IOException("standard output is closed");

    public override Stream OpenError()
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
