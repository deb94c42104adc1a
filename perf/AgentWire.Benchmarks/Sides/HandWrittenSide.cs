using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using AgentWire.Benchmarks.Measuring;
using AgentWire.Benchmarks.Traffic;
using AgentWire.Walrus;

namespace AgentWire.Benchmarks.Sides;

/// <summary>Handwritten code with Utf8JsonReader and Utf8JsonWriter for the streams of walrus. Other messages are not supported.</summary>
internal static class HandWrittenSide
{
    private static readonly JsonEncodedText Type = JsonEncodedText.Encode("type");
    private static readonly JsonEncodedText StreamTag = JsonEncodedText.Encode("stream");
    private static readonly JsonEncodedText Content = JsonEncodedText.Encode("content");
    private static readonly JsonEncodedText Agent = JsonEncodedText.Encode("agent");
    private static readonly JsonEncodedText Session = JsonEncodedText.Encode("session");
    private static readonly JsonEncodedText Calls = JsonEncodedText.Encode("calls");
    private static readonly JsonEncodedText Name = JsonEncodedText.Encode("name");
    private static readonly JsonEncodedText Arguments = JsonEncodedText.Encode("arguments");
    private static readonly JsonEncodedText CallId = JsonEncodedText.Encode("call_id");
    private static readonly JsonEncodedText Output = JsonEncodedText.Encode("output");

    /// <summary>Reads and writes streams with handwritten code.</summary>
    public static IEnumerable<Contender> ReadAndWrite(Corpus<ServerMessage> corpus)
    {
        yield return Contender.Here(
            Works.Read,
            SideNames.HandWritten,
            () =>
            {
                for (int i = 0; i < corpus.Messages.Count; i++)
                {
                    Read(corpus.Messages[i]);
                }
            }
        );
        ArrayBufferWriter<byte> output = new();
        Utf8JsonWriter writer = new(
            output,
            new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true }
        );
        yield return Contender.Here(
            Works.Write,
            SideNames.HandWritten,
            () =>
            {
                foreach (ServerMessage message in corpus.Values)
                {
                    output.ResetWrittenCount();
                    writer.Reset();
                    Write(writer, message);
                    writer.Flush();
                }
            }
        );
    }

    private static StreamEvent? Read(ReadOnlySpan<byte> utf8)
    {
        Utf8JsonReader reader = new(utf8);
        reader.Read();
        reader.Read();
        if (!reader.ValueTextEquals("type"u8) || !reader.Read() || !reader.ValueTextEquals("stream"u8))
        {
            while (reader.Read()) { }

            return null;
        }

        reader.Read();
        StreamEvent read;
        if (reader.ValueTextEquals("Chunk"u8))
        {
            read = new StreamEvent.Chunk { Content = Text(ref reader, "content"u8) };
        }
        else if (reader.ValueTextEquals("Thinking"u8))
        {
            read = new StreamEvent.Thinking { Content = Text(ref reader, "content"u8) };
        }
        else if (reader.ValueTextEquals("ToolResult"u8))
        {
            read = ToolResult(ref reader);
        }
        else if (reader.ValueTextEquals("ToolStart"u8))
        {
            read = ToolStart(ref reader);
        }
        else if (reader.ValueTextEquals("Start"u8))
        {
            read = Start(ref reader);
        }
        else if (reader.ValueTextEquals("End"u8))
        {
            read = new StreamEvent.End { Agent = Text(ref reader, "agent"u8) };
        }
        else
        {
            read = new StreamEvent.ToolsComplete();
        }

        while (reader.Read()) { }

        return read;
    }

    private static string Text(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        string? text = null;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isWanted = reader.ValueTextEquals(name);
            reader.Read();
            if (isWanted)
            {
                text = reader.GetString();
            }
            else
            {
                reader.Skip();
            }
        }

        return text ?? throw new JsonException();
    }

    private static StreamEvent.Start Start(ref Utf8JsonReader reader)
    {
        string? agent = null;
        ulong? session = null;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("agent"u8))
            {
                reader.Read();
                agent = reader.GetString();
            }
            else if (reader.ValueTextEquals("session"u8))
            {
                reader.Read();
                session = reader.GetUInt64();
            }
            else
            {
                reader.Skip();
            }
        }

        return new StreamEvent.Start
        {
            Agent = agent ?? throw new JsonException(),
            Session = session ?? throw new JsonException(),
        };
    }

    private static StreamEvent.ToolResult ToolResult(ref Utf8JsonReader reader)
    {
        string? callId = null;
        string? output = null;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("call_id"u8))
            {
                reader.Read();
                callId = reader.GetString();
            }
            else if (reader.ValueTextEquals("output"u8))
            {
                reader.Read();
                output = reader.GetString();
            }
            else
            {
                reader.Skip();
            }
        }

        return new StreamEvent.ToolResult
        {
            CallId = callId ?? throw new JsonException(),
            Output = output ?? throw new JsonException(),
        };
    }

    private static StreamEvent.ToolStart ToolStart(ref Utf8JsonReader reader)
    {
        List<ToolCallInfo> calls = [];
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isWanted = reader.ValueTextEquals("calls"u8);
            reader.Read();
            if (!isWanted)
            {
                reader.Skip();
                continue;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                calls.Add(Call(ref reader));
            }
        }

        return new StreamEvent.ToolStart { Calls = calls.ToWireList() };
    }

    private static ToolCallInfo Call(ref Utf8JsonReader reader)
    {
        string? name = null;
        string? arguments = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("name"u8))
            {
                reader.Read();
                name = reader.GetString();
            }
            else if (reader.ValueTextEquals("arguments"u8))
            {
                reader.Read();
                arguments = reader.GetString();
            }
            else
            {
                reader.Skip();
            }
        }

        return new ToolCallInfo
        {
            Name = name ?? throw new JsonException(),
            Arguments = arguments ?? throw new JsonException(),
        };
    }

    private static void Write(Utf8JsonWriter writer, ServerMessage message)
    {
        if (message is not ServerMessage.Stream stream)
        {
            return;
        }

        writer.WriteStartObject();
        writer.WriteString(Type, StreamTag);
        switch (stream.Event)
        {
            case StreamEvent.Chunk chunk:
                writer.WriteStartObject("Chunk"u8);
                writer.WriteString(Content, chunk.Content);
                writer.WriteEndObject();
                break;
            case StreamEvent.Thinking thinking:
                writer.WriteStartObject("Thinking"u8);
                writer.WriteString(Content, thinking.Content);
                writer.WriteEndObject();
                break;
            case StreamEvent.ToolResult result:
                writer.WriteStartObject("ToolResult"u8);
                writer.WriteString(CallId, result.CallId);
                writer.WriteString(Output, result.Output);
                writer.WriteEndObject();
                break;
            case StreamEvent.ToolStart tools:
                writer.WriteStartObject("ToolStart"u8);
                writer.WriteStartArray(Calls);
                foreach (ToolCallInfo call in tools.Calls)
                {
                    writer.WriteStartObject();
                    writer.WriteString(Name, call.Name);
                    writer.WriteString(Arguments, call.Arguments);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
                break;
            case StreamEvent.Start start:
                writer.WriteStartObject("Start"u8);
                writer.WriteString(Agent, start.Agent);
                writer.WriteNumber(Session, start.Session);
                writer.WriteEndObject();
                break;
            case StreamEvent.End end:
                writer.WriteStartObject("End"u8);
                writer.WriteString(Agent, end.Agent);
                writer.WriteEndObject();
                break;
            default:
                writer.WriteNull("ToolsComplete"u8);
                break;
        }

        writer.WriteEndObject();
    }
}
