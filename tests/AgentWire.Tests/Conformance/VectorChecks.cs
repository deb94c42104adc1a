using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace AgentWire.Tests.Conformance;

/// <summary>The checks of every vector file. The controls run the same checks with wrong files.</summary>
internal static class VectorChecks
{
    // Errors in a value, and not those that JsonSerializer finds before it sees a value.
    private static readonly string[] ShapeCodes =
    [
        "lone_surrogate",
        "wrong_type",
        "out_of_range",
        "invalid_value",
        "missing_member",
        "duplicate_member",
        "unexpected_member",
        "unknown_tag",
        "unknown_value",
        "mirror_mismatch",
    ];

    private static readonly JsonSerializerOptions Deep = new() { MaxDepth = 127 };

    // Options that would change the bytes of other types.
    private static readonly JsonSerializerOptions Odd = new(JsonSerializerDefaults.Web)
    {
        MaxDepth = 127,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.BasicLatin),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        NumberHandling = JsonNumberHandling.WriteAsString,
    };

    /// <summary>Checks the schema verdict of each vector, except those that no validator can judge.</summary>
    public static Report Schema(VectorFile file)
    {
        Report report = new();
        NJsonSchema.JsonSchema schema = Schemas.Of(file.Dialect, file.Type);
        foreach (Vector vector in file.Vectors)
        {
            bool canJudge = !vector.Schema.StartsWith(Schemas.CannotJudge, StringComparison.Ordinal);
            if (canJudge)
            {
                report.Same(file.Place(vector), vector.Schema, Schemas.Judge(schema, vector.Input));
            }

            if (vector.IsCanonical && vector.Expected.Verdict == "ok")
            {
                report.That(vector.Schema != "refuse", file.Place(vector), "a canonical message that is refused");
            }
        }

        return report;
    }

    /// <summary>Checks the verdict, code, pointer, offset, and the written bytes.</summary>
    public static Report Reading(VectorFile file)
    {
        Report report = new();
        foreach (Vector vector in file.Vectors)
        {
            report.Same(file.Place(vector), vector.Expected, Outcome.Of(file.Codec, vector.Input));
        }

        return report;
    }

    /// <summary>Checks that span, sequence, string and TryRead give the same result, and that all ways of writing do.</summary>
    public static Report EveryWay(VectorFile file)
    {
        Report report = new();
        WireCodec codec = file.Codec;
        TypedCodec typed = TypedCodec.Of(codec);
        foreach (Vector vector in file.Vectors)
        {
            string verdict = vector.Expected.Verdict;
            string place = file.Place(vector);
            ReadOnlySequence<byte> pieces = Segments.Split(vector.Input, vector.Input.Length / 2);
            report.Same($"{place}, span", vector.Expected, Outcome.Of(codec, verdict, () => typed.Read(vector.Input)));
            report.Same($"{place}, sequence", vector.Expected, Outcome.Of(codec, verdict, () => typed.Read(pieces)));
            if (vector.IsText)
            {
                string text = Encoding.UTF8.GetString(vector.Input);
                report.Same($"{place}, text", vector.Expected, Outcome.Of(codec, verdict, () => typed.Read(text)));
            }

            if (vector.Expected.Reads)
            {
                object value = typed.Read(vector.Input);
                byte[] json = Encoding.UTF8.GetBytes(typed.ToJson(value));
                report.Same($"{place}, bytes", vector.Expected, Outcome.Success(verdict, typed.ToUtf8Bytes(value)));
                report.Same($"{place}, JSON", vector.Expected, Outcome.Success(verdict, json));
            }
        }

        return report;
    }

    /// <summary>Checks that white space between tokens only moves the position of an error.</summary>
    public static Report Spacing(VectorFile file)
    {
        Report report = new();
        foreach (Vector vector in file.Vectors)
        {
            if (Spaced.Of(vector.Input) is not { } spaced)
            {
                continue;
            }

            Outcome expected = vector.Expected;
            if (!expected.Reads && !file.Codec.TryReadObject(vector.Input, out _, out WireError error))
            {
                int place = spaced.Places[(int)error.ByteOffset];
                expected = Outcome.Error(error.Code.ToWireName(), error.Pointer, place);
            }

            report.Same(file.Place(vector), expected, Outcome.Of(file.Codec, spaced.Json));
        }

        return report;
    }

    /// <summary>Checks that the written bytes read as an equal value, which is written with the same bytes.</summary>
    public static Report Rereading(VectorFile file)
    {
        Report report = new();
        TypedCodec typed = TypedCodec.Of(file.Codec);
        foreach (Vector vector in file.Vectors.Where(vector => vector.Expected.Reads))
        {
            byte[] output = vector.Expected.Output.ToArray();
            report.Same(file.Place(vector), vector.Expected, Outcome.Of(file.Codec, output));
            object first = typed.Read(vector.Input);
            object second = typed.Read(output);
            if (IsGenericForADuplicate(file.Dialect, first))
            {
                continue;
            }

            report.Same($"{file.Place(vector)}, value", first, second);
            report.Same($"{file.Place(vector)}, hash", first.GetHashCode(), second.GetHashCode());
        }

        return report;
    }

    /// <summary>
    /// Returns whether a value contains the content of a fallback with a duplicate member. No typed variant accepts it. It is written
    /// with only the last of the two members, as the reference does, and can then fit a typed variant.
    /// </summary>
    private static bool IsGenericForADuplicate(string dialect, object value) =>
        ObjectGraph
            .Of(value)
            .Where(part => ContractTypes.IsFallback(dialect, part.GetType()))
            .SelectMany(part => part.GetType().GetProperties().Select(property => property.GetValue(part)))
            .OfType<RawJson>()
            .Any(content =>
            {
                using JsonDocument json = JsonDocument.Parse(
                    content.ToString(),
                    new() { MaxDepth = WireOptions.DepthLimit }
                );
                return HasDuplicate(json.RootElement);
            });

    private static bool HasDuplicate(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.Object => json.EnumerateObject().GroupBy(member => member.Name).Any(same => same.Count() > 1)
                || json.EnumerateObject().Any(member => HasDuplicate(member.Value)),
            JsonValueKind.Array => json.EnumerateArray().Any(HasDuplicate),
            _ => false,
        };

    /// <summary>Checks that JsonSerializer returns equal values, writes canonical bytes, and reports the errors of the codec for an invalid shape.</summary>
    public static Report Serializing(VectorFile file)
    {
        Report report = new();
        TypedCodec typed = TypedCodec.Of(file.Codec);
        foreach (Vector vector in file.Vectors)
        {
            string place = file.Place(vector);
            if (vector.Expected.Reads)
            {
                object value = JsonSerializer.Deserialize(vector.Input, typed.ValueType, Deep)!;
                report.Same(place, typed.Read(vector.Input), value);
                byte[] bytes = JsonSerializer.SerializeToUtf8Bytes(value, typed.ValueType, Deep);
                report.Same(place, vector.Expected, Outcome.Success(vector.Expected.Verdict, bytes));
                bytes = JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), Odd);
                report.Same(
                    $"{place}, by its variant, with odd options",
                    vector.Expected,
                    Outcome.Success(vector.Expected.Verdict, bytes)
                );
                continue;
            }

            Exception? thrown = Record.Exception(() => JsonSerializer.Deserialize(vector.Input, typed.ValueType, Deep));
            WireError error = Should.Throw<WireException>(() => typed.Read(vector.Input)).Error;
            if (vector.Input.AsSpan().SequenceEqual("null"u8) && !typed.ValueType.IsValueType)
            {
                // For JsonSerializer this is a null reference, which is not passed to a converter.
                report.That(thrown is null, place, $"expected null, got {thrown}");
                continue;
            }

            if (!ShapeCodes.Contains(error.Code.ToWireName()))
            {
                report.That(thrown is JsonException, place, $"expected a JsonException, got {thrown}");
                continue;
            }

            // JsonSerializer has skipped the white space before the value.
            int start = vector.Input.AsSpan().IndexOfAnyExcept(" \t\r\n"u8);
            report.Same(
                place,
                Outcome.Error(error.Code.ToWireName(), error.Pointer, error.ByteOffset - start),
                thrown is WireException wire ? Outcome.Error(wire.Error) : thrown ?? (object)"no exception"
            );
        }

        return report;
    }

    /// <summary>Checks that every named type has a vector that can be read, and that every variant of every union is in one.</summary>
    public static Report Coverage(WireDialect dialect, IReadOnlyList<VectorFile> files)
    {
        Report report = new();
        HashSet<Type> seen = [];
        HashSet<string> types = [];
        foreach (VectorFile file in files)
        {
            foreach (Vector vector in file.Vectors.Where(vector => vector.Expected.Verdict == "ok"))
            {
                types.Add(file.Type);
                seen.UnionWith(ObjectGraph.TypesIn(TypedCodec.Of(file.Codec).Read(vector.Input)));
            }
        }

        foreach (WireCodec codec in dialect.Types)
        {
            report.That(types.Contains(codec.TypeName), $"{dialect.Name} {codec.TypeName}", "no vector reads");
            foreach (Type variant in ContractTypes.Variants(TypedCodec.Of(codec).ValueType))
            {
                report.That(
                    seen.Contains(variant),
                    $"{dialect.Name} {codec.TypeName}.{variant.Name}",
                    "no vector reads"
                );
            }
        }

        return report;
    }

    /// <summary>Checks that every id occurs once for a type, in all files of the type.</summary>
    public static Report Ids(IReadOnlyList<VectorFile> files)
    {
        Report report = new();
        HashSet<string> ids = [];
        foreach (VectorFile file in files)
        {
            foreach (Vector vector in file.Vectors)
            {
                report.That(ids.Add($"{file.Type}/{vector.Id}"), file.Place(vector), "the id occurs twice");
            }
        }

        return report;
    }
}
