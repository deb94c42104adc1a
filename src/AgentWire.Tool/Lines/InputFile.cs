using System.Runtime.InteropServices;
using AgentWire.Spec.Files;

namespace AgentWire.Tool.Lines;

/// <summary>An open input file as named by the caller. A wait for its bytes can be interrupted.</summary>
internal sealed class InputFile : IDisposable
{
    /// <summary>The name for standard input.</summary>
    public const string StandardInput = "-";

    private const short Readable = 1; // POLLIN
    private const int InterruptedCall = 4; // EINTR
    private const int RoundMilliseconds = 100;

    private readonly int? _descriptor;

    /// <param name="stream">The content.</param>
    /// <param name="descriptor">The descriptor behind the stream, or null if a read never blocks.</param>
    public InputFile(Stream stream, int? descriptor)
    {
        Stream = stream;
        _descriptor = descriptor;
    }

    public Stream Stream { get; }

    /// <exception cref="UsageException">The file cannot be opened.</exception>
    public static InputFile Open(string name, StandardStreams streams)
    {
        if (name == StandardInput)
        {
            return streams.OpenInput();
        }

        try
        {
            FileStream file = RegularFile.Open(name);
            return new InputFile(file, (int)file.SafeFileHandle.DangerousGetHandle());
        }
        catch (Exception error)
            when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"cannot open '{name}': {Reason(name, error)}", error);
        }
    }

    /// <summary>Waits until a read does not block. On Windows, the read itself blocks.</summary>
    /// <exception cref="OperationCanceledException">The tool was interrupted.</exception>
    public void Wait(CancellationToken interrupted)
    {
        interrupted.ThrowIfCancellationRequested();
        if (OperatingSystem.IsWindows() || _descriptor is not { } descriptor)
        {
            return;
        }

        var polled = new PolledDescriptor { Descriptor = descriptor, Events = Readable };
        for (int ready = 0; ready == 0 || (ready < 0 && Marshal.GetLastPInvokeError() == InterruptedCall); )
        {
            ready = Poll(ref polled, 1, RoundMilliseconds);
            interrupted.ThrowIfCancellationRequested();
        }
    }

    public void Dispose() => Stream.Dispose();

    /// <summary>Returns the length in bytes, or 0 if it is not known, as for a pipe.</summary>
    public static long Length(string name)
    {
        var file = new FileInfo(name == StandardInput || name.Length == 0 ? "." : name);
        return file.Exists ? file.Length : 0;
    }

    private static string Reason(string name, Exception error) =>
        error switch
        {
            _ when Directory.Exists(name) => "it is a directory",
            FileNotFoundException or DirectoryNotFoundException => "no such file",
            UnauthorizedAccessException => "permission denied",
            _ => error.Message,
        };

    [DllImport("libc", EntryPoint = "poll", ExactSpelling = true, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Poll(ref PolledDescriptor descriptors, nuint count, int milliseconds);

    [StructLayout(LayoutKind.Sequential)]
    private struct PolledDescriptor
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }
}
