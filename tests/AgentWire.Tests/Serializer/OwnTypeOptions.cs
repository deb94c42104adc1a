using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AgentWire.AgUi;
using AgentWire.Cinch;
using AgentWire.Shared.Contracts;
using AgentWire.SmoothOperator;
using AgentWire.Synaps;
using AgentWire.SystemPrompt;
using AgentWire.Walrus;

namespace AgentWire.Tests.Serializer;

/// <summary>Typical options of applications.</summary>
internal static class OwnTypeOptions
{
    public static IReadOnlyDictionary<string, JsonSerializerOptions> All { get; } =
        new Dictionary<string, JsonSerializerOptions>
        {
            ["default"] = new(),
            ["web"] = new(JsonSerializerDefaults.Web),
            ["naming"] = new()
            {
                PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseUpper,
                DictionaryKeyPolicy = JsonNamingPolicy.KebabCaseUpper,
            },
            ["numbers"] = new()
            {
                NumberHandling =
                    JsonNumberHandling.WriteAsString
                    | JsonNumberHandling.AllowReadingFromString
                    | JsonNumberHandling.AllowNamedFloatingPointLiterals,
            },
            ["without defaults"] = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault },
            ["without nulls"] = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull },
            ["deep"] = new() { MaxDepth = 2000 },
            ["indented"] = new() { WriteIndented = true },
            ["escapes"] = new() { Encoder = JavaScriptEncoder.Create() },
            ["relaxed"] = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping },
            ["references"] = new() { ReferenceHandler = ReferenceHandler.Preserve },
            ["cycles"] = new() { ReferenceHandler = ReferenceHandler.IgnoreCycles },
            ["lenient"] = new() { AllowTrailingCommas = true, ReadCommentHandling = JsonCommentHandling.Skip },
            ["strict"] = new() { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow },
            ["strictest"] = new(JsonSerializerOptions.Strict),
            ["wide"] = new()
            {
                WriteIndented = true,
                IndentSize = 3,
                NewLine = "\r\n",
            },
            ["caseless"] = new() { PropertyNameCaseInsensitive = true, IncludeFields = true },
            ["populated"] = new() { PreferredObjectCreationHandling = JsonObjectCreationHandling.Populate },
            ["small buffers"] = new() { DefaultBufferSize = 1 },
            ["string enums, then ours"] = new JsonSerializerOptions
            {
                Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseUpper) },
            }.AddAgentWire(),
            ["greedy converters, then ours"] = new JsonSerializerOptions
            {
                Converters = { new Greedy() },
            }.AddAgentWire(),
            ["ours, then string enums"] = Then(new JsonSerializerOptions().AddAgentWire()),
            ["the resolvers before reflection"] = new()
            {
                Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
                TypeInfoResolver = JsonTypeInfoResolver.Combine(
                    AgUiWire.TypeInfoResolver,
                    WalrusWire.TypeInfoResolver,
                    CinchWire.TypeInfoResolver,
                    SmoothOperatorWire.TypeInfoResolver,
                    SystemPromptWire.TypeInfoResolver,
                    SynapsWire.TypeInfoResolver,
                    new DefaultJsonTypeInfoResolver()
                ),
            },
        };

    private static JsonSerializerOptions Then(JsonSerializerOptions options)
    {
        options.Converters.Add(new JsonStringEnumConverter());
        return options;
    }

    /// <summary>A converter that claims all types of the library, and cannot convert them.</summary>
    private sealed class Greedy : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => TestedAssemblies.Has(typeToConvert);

        public override JsonConverter? CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            throw new InvalidOperationException($"{typeToConvert} was taken.");
    }
}
