using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AgentWire.Tool.Reports;

/// <summary>JSON for programs: indented, UTF-8, LF.</summary>
internal static class JsonReport
{
    public static void Write(ResultOutput output, Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var options = new JsonWriterOptions
        {
            Indented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        using (var json = new Utf8JsonWriter(bytes, options))
        {
            write(json);
        }

        bytes.Write("\n"u8);
        output.WriteReport(bytes.WrittenSpan);
    }
}
