using System.Diagnostics;
using System.Globalization;
using AgentWire.Benchmarks.Measuring;
using AgentWire.Benchmarks.Traffic;

namespace AgentWire.Benchmarks.Sides;

/// <summary>The serde peer: programs that time themselves and make one pass for each command.</summary>
internal sealed class SerdeSide : IDisposable
{
    private readonly Dictionary<string, Process> _programs = [];
    private readonly string _folder;
    private readonly DirectoryInfo _corpora = Directory.CreateTempSubdirectory("agentwire-bench-");

    /// <param name="folder">The folder in which <c>tests/peers/serde/build.sh speed</c> puts the programs.</param>
    public SerdeSide(string folder) => _folder = folder;

    /// <summary>Loads the messages as a type of the peer.</summary>
    public IEnumerable<Contender> ReadAndWrite<T>(
        Corpus<T> corpus,
        string dialect,
        string type,
        string side = SideNames.Serde
    )
        where T : notnull
    {
        Process program = Program(dialect == "systemprompt" ? "serde-peer-insertion" : "serde-peer-sorted");
        string name = $"{corpus.Name}/{type}".Replace(' ', '-');
        string path = Path.Combine(_corpora.FullName, "corpus");
        corpus.Messages.Save(path);
        Ask(program, $"load {name} {dialect} {type} {path}");
        File.Delete(path);
        yield return new Contender(Works.Read, side, () => Ask(program, $"read {name}"));
        yield return new Contender(Works.Write, side, () => Ask(program, $"write {name}"));
    }

    public void Dispose()
    {
        foreach (Process program in _programs.Values)
        {
            program.StandardInput.Close();
            program.WaitForExit();
            program.Dispose();
        }

        _corpora.Delete(recursive: true);
    }

    private Process Program(string name)
    {
        if (!_programs.TryGetValue(name, out Process? program))
        {
            ProcessStartInfo start = new(Path.Combine(_folder, name), ["speed"])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            };
            program = Process.Start(start)!;
            _programs.Add(name, program);
        }

        return program;
    }

    private static TimeSpan Ask(Process program, string command)
    {
        program.StandardInput.WriteLine(command);
        program.StandardInput.Flush();
        string answer =
            program.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException($"The serde peer ended at: {command}");
        long nanoseconds = long.Parse(answer, CultureInfo.InvariantCulture);
        return TimeSpan.FromTicks(nanoseconds / TimeSpan.NanosecondsPerTick);
    }
}
