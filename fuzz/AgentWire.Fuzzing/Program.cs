using System.CommandLine;

namespace AgentWire.Fuzzing;

internal static class Program
{
    private static int Main(string[] args) =>
        new RootCommand("Looks for inputs for which the codecs break a promise, or differ from other implementations.")
        {
            FuzzCommand.Create(Console.Out),
            DifferentialCommand.Create(Console.Out),
        }
            .Parse(args)
            .Invoke();
}
