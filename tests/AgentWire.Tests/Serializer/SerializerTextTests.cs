using System.Buffers;
using System.Text;
using System.Text.Json;
using AgentWire.Runtime.Text;
using AgentWire.Shared.Contracts;
using AgentWire.Walrus;

namespace AgentWire.Tests.Serializer;

/// <summary>The assumptions about a JsonSerializer reader when a value is taken from it.</summary>
public sealed class SerializerTextTests
{
    private const string Original = """ { "a" : [ 1 , { "b" : "\u00e9" } , [ ] ] , "c" : { } , "d" : "x" } """;

    private static readonly byte[] Json = Encoding.UTF8.GetBytes(Original);

    [BuildFact(LibraryBuilds.Net10 | LibraryBuilds.Net8)]
    public void A_value_taken_in_place_is_the_memory_that_the_reader_was_given()
    {
        int taken = 0;
        for (int skipped = 1; Advance(Json, skipped, out Utf8JsonReader reader); skipped++)
        {
            if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            {
                SerializerText.TryTakeInPlace(ref reader, out _).ShouldBeFalse();
                continue;
            }

            int start = (int)reader.TokenStartIndex;
            SerializerText.TryTakeInPlace(ref reader, out ReadOnlySpan<byte> value).ShouldBeTrue();
            Json.AsSpan().Overlaps(value, out int offset).ShouldBeTrue();
            offset.ShouldBe(start);
            value.Length.ShouldBe((int)reader.BytesConsumed - start);
            reader.TokenType.ShouldBe(value[0] == '{' ? JsonTokenType.EndObject : JsonTokenType.EndArray);
            JsonDocument.Parse(value.ToArray()).RootElement.ValueKind.ShouldNotBe(JsonValueKind.Undefined);
            taken++;
        }

        taken.ShouldBe(5);
    }

    [Fact]
    public void A_reader_that_may_stand_in_pieces_or_allows_more_than_JSON_is_not_taken_in_place()
    {
        Utf8JsonReader ofSequence = new(new ReadOnlySequence<byte>(Json));
        ofSequence.Read().ShouldBeTrue();
        SerializerText.TryTakeInPlace(ref ofSequence, out _).ShouldBeFalse();

        foreach (
            JsonReaderOptions options in new[]
            {
                new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip },
                new JsonReaderOptions { CommentHandling = JsonCommentHandling.Allow },
                new JsonReaderOptions { AllowTrailingCommas = true },
            }
        )
        {
            Utf8JsonReader lenient = new(Json, options);
            lenient.Read().ShouldBeTrue();
            SerializerText.TryTakeInPlace(ref lenient, out _).ShouldBeFalse();
        }
    }

    [BuildFact(LibraryBuilds.Net10 | LibraryBuilds.Net8)]
    public void An_object_or_an_array_is_taken_in_place_and_all_else_is_copied()
    {
        int taken = 0;
        for (int skipped = 1; Advance(Json, skipped, out Utf8JsonReader reader); skipped++)
        {
            JsonTokenType token = reader.TokenType;
            if (token is JsonTokenType.PropertyName or JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                continue;
            }

            using SerializerText value = SerializerText.Take(ref reader);
            Json.AsSpan().Overlaps(value.Utf8).ShouldBe(token is JsonTokenType.StartObject or JsonTokenType.StartArray);
            taken++;
        }

        taken.ShouldBe(8);
    }

    [Fact]
    public void A_value_stays_as_it_is_while_others_are_taken()
    {
        Advance(Json, 1, out Utf8JsonReader whole).ShouldBeTrue();
        using SerializerText outer = SerializerText.Take(ref whole);
        string text = Encoding.UTF8.GetString(outer.Utf8.ToArray());
        for (int skipped = 2; Advance(Json, skipped, out Utf8JsonReader inner); skipped++)
        {
            if (inner.TokenType is JsonTokenType.Number or JsonTokenType.StartArray)
            {
                SerializerText.Take(ref inner).Dispose();
            }
        }

        Encoding.UTF8.GetString(outer.Utf8.ToArray()).ShouldBe(text);
        Encoding.UTF8.GetString(Json).ShouldBe(Original);
    }

    /// <summary>A reader that allows trailing commas copies the value.</summary>
    [Theory]
    [InlineData(typeof(RawJson), """ { "a" : [ 1 , { "b" : 1e999 } ] }""", "/a/1/b")]
    [InlineData(typeof(RawMembers), """ { "a" : [ 1 , { "b" : 1e999 } ] }""", "/a/1/b")]
    [InlineData(typeof(WireList<RawJson>), """ [ 1 , { "b" : [ 1e999 ] } ]""", "/1/b/0")]
    [InlineData(typeof(StreamEvent), """ { "Chunk" : { "content" : 1 } }""", "/Chunk/content")]
    public void An_error_has_the_same_place_in_place_and_in_a_copy(Type type, string json, string pointer)
    {
        WireError inPlace = Refusal(type, json, new());
        WireError inCopy = Refusal(type, json, new() { AllowTrailingCommas = true });
        inPlace.Pointer.ShouldBe(pointer);
        (inCopy.Pointer, inCopy.ByteOffset, inCopy.Code).ShouldBe((pointer, inPlace.ByteOffset, inPlace.Code));
    }

    private static WireError Refusal(Type type, string json, JsonSerializerOptions options) =>
        Should.Throw<WireException>(() => JsonSerializer.Deserialize(json, type, options)).Error;

    private static bool Advance(byte[] json, int tokens, out Utf8JsonReader reader)
    {
        reader = new Utf8JsonReader(json);
        for (int i = 0; i < tokens; i++)
        {
            if (!reader.Read())
            {
                return false;
            }
        }

        return true;
    }
}
