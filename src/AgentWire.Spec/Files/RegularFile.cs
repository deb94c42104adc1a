using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AgentWire.Spec.Files;

/// <summary>Reads files of folders that can contain anything, including FIFOs and devices, which would block or never end.</summary>
internal static class RegularFile
{
    /// <summary>The maximum size of a file that is read: many times that of the largest file of a specification.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>Returns the bytes of a regular file, or of one that a link leads to.</summary>
    /// <exception cref="IOException">The file does not exist, is not regular, is too large, or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    public static byte[] Read(string path)
    {
        using FileStream file = Open(path);
        if (!file.CanSeek)
        {
            throw new IOException($"'{path}' is not a regular file");
        }

        if (file.Length > MaxBytes)
        {
            throw new IOException(
                string.Create(CultureInfo.InvariantCulture, $"'{path}' is larger than {MaxBytes >> 20} MiB")
            );
        }

        byte[] bytes = new byte[file.Length];
        int count = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return bytes[..count];
    }

    /// <summary>Opens a file of any kind for reading. A FIFO is opened without waiting for its writer.</summary>
    /// <exception cref="IOException">The file cannot be opened, or is a folder.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    public static FileStream Open(string path)
    {
        if (Directory.Exists(path))
        {
            throw new IOException($"'{path}' is a folder");
        }

        if (!OperatingSystem.IsWindows())
        {
            int descriptor = OpenDescriptor(Path.GetFullPath(path), OpenFlags);
            if (descriptor >= 0)
            {
                return new FileStream(new SafeFileHandle(descriptor, true), FileAccess.Read, bufferSize: 0);
            }
        }

        // This fails in the same way, and reports the reason.
        return new FileStream(
            path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete,
            bufferSize: 0
        );
    }

    // O_RDONLY | O_NONBLOCK | O_CLOEXEC
    private static int OpenFlags => OperatingSystem.IsLinux() ? 0x80800 : 0x1000004;

    [DllImport("libc", EntryPoint = "open", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int OpenDescriptor([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);
}
