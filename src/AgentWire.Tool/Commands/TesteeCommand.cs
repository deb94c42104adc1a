using System.Buffers;
using System.CommandLine;
using System.Text.Json;
using AgentWire.AgUi;
using AgentWire.Runs;
using AgentWire.Tool.EventStreams;
using AgentWire.Tool.Lines;

namespace AgentWire.Tool.Commands;

/// <summary><c>agentwire testee</c>: runs this library as an implementation under test.</summary>
internal static class TesteeCommand
{
    private const int MaxRequestBytes = 24 * 1024 * 1024;

    private const string Notes = """
        Reads requests from standard input and answers them on standard output, with one line of JSON each, as
        'agentwire conform' expects. It has no schema validator, so it skips the operation schema.

        Examples:
          agentwire conform --exec "agentwire testee"
          agentwire conform --spec spec --exec "agentwire testee --spec spec"
          echo '{"id":"1","op":"read","dialect":"walrus","type":"ServerMessage","input":"eyJ0eXBlIjoicG9uZyJ9"}' | agentwire testee
        """;

    public static Command Create(StandardStreams streams, ResultOutput output)
    {
        var command = new Command("testee", "Answers the requests of 'agentwire conform' with this library.");
        var spec = new SpecOption(command);
        command.SetAction(line =>
        {
            IReadOnlyList<WireDialect> dialects = spec.Dialects(line);
            try
            {
                Answer(streams.OpenInput().Stream, output.Stream, dialects);
            }
            catch (IOException error) when (OutputStream.IsClosedPipe(error)) { }

            return ExitCodes.Ok;
        });
        HelpWithNotes.Add(command, Notes);
        return command;
    }

    private static void Answer(Stream input, Stream stream, IReadOnlyList<WireDialect> dialects)
    {
        var output = new LineOutput(stream);
        var lines = new LineReader(input, InputFile.StandardInput, MaxRequestBytes, output.Flush);
        while (lines.MoveNext())
        {
            try
            {
                using JsonDocument request = JsonDocument.Parse(lines.Line.ToArray());
                using var answer = new Utf8JsonWriter(output);
                Answer(request.RootElement, answer, dialects);
            }
            catch (Exception error)
                when (error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
            {
                throw new UsageException(
                    $"line {lines.LineNumber} of standard input is not a request: {error.Message}",
                    error
                );
            }

            output.EndLine();
        }

        output.Flush();
    }

    private static void Answer(JsonElement request, Utf8JsonWriter answer, IReadOnlyList<WireDialect> dialects)
    {
        string dialectName = request.GetProperty("dialect").GetString()!;
        string type = request.GetProperty("type").GetString()!;
        byte[] input = request.GetProperty("input").GetBytesFromBase64();
        answer.WriteStartObject();
        answer.WriteString("id", request.GetProperty("id").GetString());
        string? operation = request.GetProperty("op").GetString();
        if (operation == "run" && dialectName == AgUiWire.Dialect.Name)
        {
            answer.WritePropertyName("report");
            answer.WriteRawValue(RunReport.OfFrames(EventList.Read(input)).ToUtf8Bytes(), skipInputValidation: true);
        }
        else if (operation != "read")
        {
            answer.WriteString("skip", operation == "schema" ? "no schema validator" : $"no runs of {dialectName}");
        }
        else if (
            dialects
                .FirstOrDefault(each => each.Name == dialectName)
                ?.Types.FirstOrDefault(each => each.TypeName == type)
            is not { } codec
        )
        {
            answer.WriteString("skip", $"no type {type} in {dialectName}");
        }
        else
        {
            ReadAndWrite(codec, input, answer);
        }

        answer.WriteEndObject();
    }

    private static void ReadAndWrite(WireCodec codec, byte[] input, Utf8JsonWriter answer)
    {
        if (!codec.TryReadObject(input, out object? message, out WireError error))
        {
            WriteError(error);
            return;
        }

        var written = new ArrayBufferWriter<byte>();
        try
        {
            codec.WriteObject(written, message);
            answer.WriteBase64String("output", written.WrittenSpan);
        }
        catch (WireException refused)
        {
            WriteError(refused.Error);
        }

        void WriteError(in WireError error)
        {
            answer.WriteString("error", error.Code.ToWireName());
            answer.WriteString("pointer", error.Pointer);
            answer.WriteNumber("offset", error.ByteOffset);
            answer.WriteString("message", error.Message);
        }
    }
}
