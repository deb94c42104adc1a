using System.CommandLine;

namespace AgentWire.Fuzzing;

internal static class Program
{
    private static int Main(string[] args) =>
        new RootCommand("Looks for inputs that the codecs do not read as they promise, or as others do.")
        {
            FuzzCommand.Create(Console.Out),
            DifferentialCommand.Create(Console.Out),
        }
            .Parse(args)
            .Invoke();
}
