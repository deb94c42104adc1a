using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using AgentWire.Shared.Conformance;

namespace AgentWire.Fuzzing.Peers;

/// <summary>A program that uses the testee protocol of docs/conformance.md. Questions are written while answers are read.</summary>
internal sealed class TesteePeer : Peer
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly StreamReader _answers;
    private readonly string _operation;

    private TesteePeer(string name, string operation, string program, params string[] arguments)
    {
        Name = name;
        _operation = operation;
        ProcessStartInfo start = new(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Repository.Root,
        };
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start.");
        _answers = new(_process.StandardOutput.BaseStream);
    }

    public override string Name { get; }

    /// <summary>Gets the dialect whose questions the peer has to skip, or null.</summary>
    private string? WithoutDialect { get; init; }

    private static string Folder => Path.Combine(Repository.Root, "tests", "peers");

    /// <summary>Gets whether <c>./build.sh Peers</c> has built the peers.</summary>
    public static bool AreBuilt =>
        File.Exists(Path.Combine(Folder, "serde", "target", "release", "serde-peer-sorted"))
        && Directory.Exists(Path.Combine(Folder, "node", "node_modules"));

    /// <summary>The dialect that serde has no types of, because its own packages are its peer.</summary>
    public const string NotOfSerde = "ag-ui";

    public static TesteePeer Serde() =>
        new("serde", "read", Path.Combine(Folder, "serde", "run.sh")) { WithoutDialect = NotOfSerde };

    public static TesteePeer Ajv() => new("ajv", "schema", "node", Path.Combine(Folder, "node", "testee.js"));

    public override Answer[] Ask(IReadOnlyList<Question> questions)
    {
        Task writing = Task.Run(() => Write(questions));
        Answer[] answers = new Answer[questions.Count];
        for (int i = 0; i < answers.Length; i++)
        {
            Task<string?> line = _answers.ReadLineAsync();
            if (!line.Wait(Patience) || line.Result is null)
            {
                throw new InvalidOperationException($"{Name} has no answer to {Describe(questions[i])}.");
            }

            answers[i] = Parse(line.Result, questions[i], i);
        }

        writing.GetAwaiter().GetResult();
        return answers;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _process.StandardInput.Close();
            _process.WaitForExit(TimeSpan.FromSeconds(10));
            _answers.Dispose();
            _process.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Write(IReadOnlyList<Question> questions)
    {
        ArrayBufferWriter<byte> lines = new();
        using Utf8JsonWriter json = new(lines);
        for (int i = 0; i < questions.Count; i++)
        {
            json.Reset();
            json.WriteStartObject();
            json.WriteString("id", $"{i}");
            json.WriteString("op", _operation);
            json.WriteString("dialect", questions[i].Dialect);
            json.WriteString("type", questions[i].Type);
            json.WriteBase64String("input", questions[i].Input);
            json.WriteEndObject();
            json.Flush();
            lines.Write("\n"u8);
        }

        Stream pipe = _process.StandardInput.BaseStream;
        pipe.Write(lines.WrittenSpan);
        pipe.Flush();
    }

    private Answer Parse(string line, Question question, int number)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement answer = document.RootElement;
        if (!answer.GetProperty("id").ValueEquals($"{number}"))
        {
            throw new InvalidOperationException($"{Name} answers another question than {Describe(question)}.");
        }

        return answer.TryGetProperty("output", out JsonElement output)
                ? new(Verdict.Accepts, output.GetBytesFromBase64())
            : question.Dialect == WithoutDialect && answer.TryGetProperty("skip", out _) ? Answer.Skips
            : answer.TryGetProperty("error", out _) ? Answer.Refuses
            : answer.TryGetProperty("valid", out JsonElement valid)
                ? valid.GetBoolean() ? Answer.Accepts
                    : Answer.Refuses
            : throw new InvalidOperationException($"{Name} does not answer {Describe(question)}: {line}");
    }

    private static string Describe(Question question) =>
        $"{question.Dialect} {question.Type} {Convert.ToBase64String(question.Input)}";
}
