using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace AgentWire.Tool.Conformance;

/// <summary>
/// All processes that a testee has become: the one that was started, and whatever it starts, however it cuts itself loose.
/// They are known by a mark in their environment, which they inherit. Only Linux shows it; elsewhere there is the tree of
/// processes alone.
/// </summary>
internal sealed class TesteeProcesses
{
    /// <summary>The variable in a testee's environment.</summary>
    public const string Variable = "AGENTWIRE_TESTEE";

    private const string Processes = "/proc";
    private const int MaxPasses = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly byte[] _needle;

    public TesteeProcesses()
        : this(Guid.NewGuid().ToString("N")) { }

    /// <param name="mark">One that <see cref="IsMark"/>.</param>
    public TesteeProcesses(string mark)
    {
        Mark = mark;
        _needle = Encoding.UTF8.GetBytes(mark);
    }

    public string Mark { get; }

    /// <summary>Whether a text can be a mark. Any other could be in the environment of a process that is no testee.</summary>
    public static bool IsMark(string? text) => Guid.TryParseExact(text, "N", out _);

    /// <summary>Marks a process that is to be started. The marks of runs that this one is within stay.</summary>
    public void Add(ProcessStartInfo start) =>
        start.Environment[Variable] = $"{Environment.GetEnvironmentVariable(Variable)} {Mark}".TrimStart();

    /// <summary>Ends a process and all that it has started.</summary>
    public void Kill(Process process)
    {
        Try(() => process.Kill(entireProcessTree: true));
        KillMarked();
    }

    /// <summary>Ends all processes with the mark. What they start meanwhile has it too: so it is repeated until none is left.</summary>
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
            if (int.TryParse(Path.GetFileName(folder), out int id) && IsMarked(folder))
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
            // It has ended, or is somebody else's.
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
            // It has ended by itself.
        }
    }
}
