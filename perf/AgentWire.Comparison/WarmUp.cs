using System.Runtime;

namespace AgentWire.Comparison;

/// <summary>Repeats work until .NET compiles nothing more.</summary>
internal static class WarmUp
{
    // Twice the number of calls after which a method is compiled again.
    private const int Passes = 60;
    private const int MostCycles = 20;

    // Longer than the time that .NET waits for the end of the start-up.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(150);

    public static void Run(IReadOnlyList<Work> works)
    {
        long compiled;
        int cycle = 0;
        do
        {
            compiled = JitInfo.GetCompiledMethodCount();
            foreach (Work work in works)
            {
                for (int i = 0; i < Passes; i++)
                {
                    work.Pass(1);
                }
            }

            Thread.Sleep(Pause);
        } while (JitInfo.GetCompiledMethodCount() != compiled && ++cycle < MostCycles);
    }
}
