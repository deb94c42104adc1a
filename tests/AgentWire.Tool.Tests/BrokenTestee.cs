using System.Text;
using System.Text.Json.Nodes;
using AgentWire.Runs;
using AgentWire.Tool.EventStreams;

namespace AgentWire.Tool.Tests;

/// <summary>
/// A testee that is correct except for one fault, which its first argument names. The second argument is a file that it creates
/// before it hangs.
/// </summary>
internal static class BrokenTestee
{
    public const string Spec = "tests/AgentWire.Tool.Tests/data/spec";

    /// <summary>Runs this testee against the tests' own vectors.</summary>
    public static Task<ToolResult> Conform(string fault, params string[] arguments) =>
        InProcess.Run("", [.. ConformArguments(fault), .. arguments]);

    /// <summary>Returns the command line that runs this testee against the tests' own vectors.</summary>
    public static string[] ConformArguments(string fault) =>
        ["conform", "--exec", Command("AgentWire.Tool.Tests.dll", fault), "--spec", Spec];

    /// <summary>Returns the command that starts an assembly in the same folder.</summary>
    public static string Command(string assembly, string argument) =>
        $"\"{ToolProcess.Host}\" exec \"{Path.Combine(AppContext.BaseDirectory, assembly)}\" {argument}";

    private static int Main(string[] arguments)
    {
        string fault = arguments[0];
        Console.OutputEncoding = new UTF8Encoding(false);
        Console.Out.NewLine = "\n";
        if (fault == "exits-at-once")
        {
            Console.Error.WriteLine("cannot find my configuration");
            return 1;
        }

        while (Console.In.ReadLine() is { } line)
        {
            JsonObject request = JsonNode.Parse(line)!.AsObject();
            string id = (string)request["id"]!;
            string name = id.Split('/')[^1];
            Misbehave(fault, name, arguments.ElementAtOrDefault(1));
            Console.Out.WriteLine(Answer(fault, name, id, request).ToJsonString());
            if (fault == "answers-twice")
            {
                Console.Out.WriteLine("{}");
            }

            Console.Out.Flush();
        }

        if (fault == "does-not-end")
        {
            Thread.Sleep(Timeout.Infinite);
        }

        return 0;
    }

    private static void Misbehave(string fault, string name, string? hanging)
    {
        switch (fault)
        {
            case "hangs" when name == "accent":
                if (hanging is not null)
                {
                    File.WriteAllText(hanging, "");
                }

                Thread.Sleep(Timeout.Infinite);
                break;
            case "crashes" when name == "accent":
                for (int i = 0; i < 1000; i++)
                {
                    Console.Error.WriteLine($"reading\u001b[31m byte {i}");
                }

                Environment.Exit(7);
                break;
            case "garbage" when name == "accent":
                Console.Out.WriteLine("{\"id\":");
                break;
            case "logs-to-output":
                Console.Out.WriteLine("Listening on standard input…");
                break;
            case "floods" when name == "accent":
                while (true)
                {
                    Console.Out.Write(new string('x', 1 << 20));
                }
            case "noisy":
                for (int i = 0; i < 300; i++)
                {
                    Console.Error.Write(new string('x', 10_000));
                }

                break;
        }
    }

    private static JsonObject RunAnswer(string fault, JsonObject answer, byte[] input)
    {
        JsonObject report = JsonNode.Parse(RunReport.OfFrames(EventList.Read(input)).ToUtf8Bytes())!.AsObject();
        switch (fault)
        {
            case "another-state":
                report["state"] = new JsonArray();
                break;
            case "no-rule":
                report.Remove("rule");
                break;
            case "another-rule" when report.ContainsKey("rule"):
                report["rule"] = "another";
                break;
            case "reads":
                answer["output"] = "";
                return answer;
            case "reports-text":
                answer["report"] = "finished";
                return answer;
        }

        answer["report"] = report;
        return answer;
    }

    private static JsonObject Answer(string fault, string name, string id, JsonObject request)
    {
        var answer = new JsonObject { ["id"] = fault == "wrong-id" && name == "accent" ? "7" : id };
        string type = (string)request["type"]!;
        if ((string)request["op"]! == "schema")
        {
            answer["valid"] = true;
            return answer;
        }

        if ((string)request["op"]! == "run")
        {
            return RunAnswer(fault, answer, Convert.FromBase64String((string)request["input"]!));
        }

        if (fault == "skips-all" || (fault == "skips" && type == "StreamEvent"))
        {
            answer["skip"] = "not implemented";
            return answer;
        }

        WireDialects.TryGet((string)request["dialect"]!, out WireDialect? dialect);
        WireCodec codec = dialect!.Types.Single(each => each.TypeName == type);
        if (fault == "refuses-unknown")
        {
            codec = codec.With(new WireOptions { UnknownTags = UnknownTagHandling.Reject });
        }

        byte[] input = Convert.FromBase64String((string)request["input"]!);
        if (fault == "lenient" && name == "name-twice")
        {
            input = "{\"name\":\"b\",\"arguments\":\"\"}"u8.ToArray();
        }

        if (!codec.TryReadObject(input, out object? message, out WireError error))
        {
            answer["error"] = fault switch
            {
                "no-codes" => "refused",
                "wrong-code" when name == "name-null" => "missing_member",
                _ => error.Code.ToWireName(),
            };
            if (fault != "no-codes")
            {
                answer["pointer"] = error.Pointer;
                answer["message"] = error.Message;
            }

            return answer;
        }

        var written = new System.Buffers.ArrayBufferWriter<byte>();
        codec.WriteObject(written, message);
        string output = Encoding.UTF8.GetString(written.WrittenSpan);
        output = fault switch
        {
            "escapes-too-much" => output.Replace("é", "\\u00e9", StringComparison.Ordinal),
            "upper-case-digits" => output.Replace("\\u001f", "\\u001F", StringComparison.Ordinal),
            "drops-a-member" => output.Replace(",\"arguments\":\"\"", "", StringComparison.Ordinal),
            "white-space" => output.Replace(",\"", ", \"", StringComparison.Ordinal),
            "long" => output.Replace("jumps", "leaps", StringComparison.Ordinal),
            _ => output,
        };
        answer["output"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(output));
        return answer;
    }
}
