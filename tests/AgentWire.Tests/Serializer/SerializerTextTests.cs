using System.Buffers;
using System.Text.Json;
using AgentWire.Runtime.Text;
using AgentWire.Shared.Contracts;

namespace AgentWire.Tests.Serializer;

/// <summary>The assumptions about a JsonSerializer reader when a value is taken from it.</summary>
public sealed class SerializerTextTests
{
    private static readonly byte[] Json =
        """ { "a" : [ 1 , { "b" : "\u00e9" } , [ ] ] , "c" : { } , "d" : "x" } """u8.ToArray();

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
