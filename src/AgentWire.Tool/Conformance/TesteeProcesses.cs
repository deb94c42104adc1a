using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace AgentWire.Tool.Conformance;

/// <summary>
/// All processes of a testee: the one that was started, and all that it starts, even if they detach. They inherit a mark in their
/// environment. Only Linux shows the environment; on other platforms, only the process tree is known.
/// </summary>
internal sealed class TesteeProcesses
{
    /// <summary>The name of the variable in the environment of a testee.</summary>
    public const string Variable = "AGENTWIRE_TESTEE";

    private const string Processes = "/proc";
    private const int MaxPasses = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly byte[] _needle;

    public TesteeProcesses()
        : this(Guid.NewGuid().ToString("N")) { }

    /// <param name="mark">A mark for which <see cref="IsMark"/> is true.</param>
    public TesteeProcesses(string mark)
    {
        Mark = mark;
        _needle = Encoding.UTF8.GetBytes(mark);
    }

    public string Mark { get; }

    /// <summary>Returns whether a text can be a mark. Any other text could be in the environment of an unrelated process.</summary>
    public static bool IsMark(string? text) => Guid.TryParseExact(text, "N", out _);

    /// <summary>Marks a process before it is started. The marks of the runs around this one are kept.</summary>
    public void Add(ProcessStartInfo start) =>
        start.Environment[Variable] = $"{Environment.GetEnvironmentVariable(Variable)} {Mark}".TrimStart();

    /// <summary>Ends a process and all processes that it has started.</summary>
    public void Kill(Process process)
    {
        Try(() => process.Kill(entireProcessTree: true));
        KillMarked();
    }

    /// <summary>Ends all processes with the mark. Processes that they start in the meantime also have it, so this repeats until none is left.</summary>
    public void KillMarked()
    {
        for (int pass = 0; OperatingSystem.IsLinux() && pass < MaxPasses && KillOnce(); pass++)
        {
            Thread.Sleep(Pause);
        }
    }

    private bool KillOnce()
    {
        bool any = false;
        foreach (string folder in Directory.EnumerateDirectories(Processes))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out int id) && IsMarked(folder))
            {
                any = true;
                Try(() =>
                {
                    using Process process = Process.GetProcessById(id);
                    process.Kill();
                });
            }
        }

        return any;
    }

    private bool IsMarked(string folder)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(folder, "environ")).AsSpan().IndexOf(_needle) >= 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The process has ended, or belongs to another user.
            return false;
        }
    }

    private static void Try(Action kill)
    {
        try
        {
            kill();
        }
        catch (Exception error)
            when (error is InvalidOperationException or ArgumentException or Win32Exception or AggregateException)
        {
            // The process has ended by itself.
        }
    }
}
