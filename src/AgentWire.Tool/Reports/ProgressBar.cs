using Spectre.Console;

namespace AgentWire.Tool.Reports;

/// <summary>A progress bar for work that takes long. It disappears when the work is complete.</summary>
internal static class ProgressBar
{
    private const long LongFromBytes = 32 * 1024 * 1024;

    /// <summary>Returns whether a progress bar is useful for this number of bytes.</summary>
    public static bool Suits(long totalBytes) => totalBytes >= LongFromBytes;

    /// <summary>Processes the files with a progress bar.</summary>
    public static void Show(
        IAnsiConsole console,
        long totalBytes,
        IEnumerable<string> files,
        Action<string, Action<long>> work
    ) =>
        console
            .Progress()
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn(),
                new ProgressBarColumn(),
                new PercentageColumn(),
                new TransferSpeedColumn(),
                new RemainingTimeColumn()
            )
            .Start(context =>
            {
                ProgressTask bar = context.AddTask("reading", maxValue: totalBytes);
                double before = 0;
                foreach (string file in files)
                {
                    bar.Description = Markup.Escape(Printable.Escape(Path.GetFileName(file)));
                    work(file, read => bar.Value = before + read);
                    before = bar.Value;
                }
            });
}
