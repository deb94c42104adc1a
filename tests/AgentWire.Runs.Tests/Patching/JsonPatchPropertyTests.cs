using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentWire.AgUi;

namespace AgentWire.Runs.Tests.Patching;

/// <summary>Random patches of random documents, compared with a plain implementation that copies the document.</summary>
public sealed class JsonPatchPropertyTests
{
    private static readonly JsonSerializerOptions Relaxed = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Fact]
    public void A_random_patch_gives_what_the_plain_implementation_gives()
    {
        int applied = 0;
        for (int seed = 0; seed < 4_000; seed++)
        {
            Random random = new(seed);
            RawJson document = RawJson.Parse(RandomValue(random, 4));
            WireList<PatchOperation> patch = RandomPatch(random, document);
            bool isApplied = JsonPatch.TryApply(document, patch, out RawJson result, out JsonPatchError? error);
            string? expected = PlainPatch.Apply(document, patch, out int failedAt);
            isApplied.ShouldBe(expected is not null, $"seed {seed}: {error}");
            result.ToString().ShouldBe(expected ?? document.ToString(), $"seed {seed}");
            (error?.OperationIndex ?? -1).ShouldBe(failedAt, $"seed {seed}: {error}");
            applied += isApplied ? 1 : 0;
        }

        applied.ShouldBeInRange(400, 3_600);
    }

    [Fact]
    public void Patches_of_a_document_that_lives_on_give_what_one_after_the_other_gives()
    {
        for (int seed = 0; seed < 400; seed++)
        {
            Random random = new(seed);
            RawJson document = RawJson.Parse(RandomValue(random, 4));
            Runs.Patching.JsonTree tree = new(document, WireOptions.Default);
            for (int i = 0; i < 10; i++)
            {
                WireList<PatchOperation> patch = RandomPatch(random, document);
                string? expected = PlainPatch.Apply(document, patch, out _);
                (tree.Apply(patch) is null).ShouldBe(expected is not null, $"seed {seed}, patch {i}");
                document = expected is null ? document : RawJson.Parse(expected);
                tree.ToRawJson().ToString().ShouldBe(document.ToString(), $"seed {seed}, patch {i}");
            }
        }
    }

    [Theory]
    [InlineData("[]", "add", "/0")]
    [InlineData("[]", "add", "/-")]
    [InlineData("{}", "add", "/{0}")]
    [InlineData("{}", "toggle", "/{0}")]
    public void A_long_patch_of_a_long_document_is_not_quadratic(string document, string kind, string path)
    {
        long small = Allocated(1_000);
        Allocated(8_000).ShouldBeLessThan(small * 12);

        long Allocated(int count)
        {
            WireList<PatchOperation> patch = Enumerable.Range(0, count).SelectMany(Operations).ToWireList();
            RawJson start = RawJson.Parse(document);
            JsonPatch.Apply(start, patch);
            long before = GC.GetAllocatedBytesForCurrentThread();
            JsonPatch.Apply(start, patch);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        IEnumerable<PatchOperation> Operations(int i)
        {
            string place = path.Replace("{0}", $"m{i}", StringComparison.Ordinal);
            yield return new PatchOperation.Add { Path = place, Value = RawJson.Parse("1") };
            if (kind == "toggle")
            {
                yield return new PatchOperation.Remove { Path = place };
            }
        }
    }

    [Fact]
    public void Inserting_at_the_front_of_a_long_list_moves_one_block_only()
    {
        Runs.Patching.BlockList<int> list = new();
        List<int> expected = [];
        Random random = new(1);
        for (int i = 0; i < 20_000; i++)
        {
            if (expected.Count > 0 && random.Next(4) == 0)
            {
                int place = random.Next(expected.Count);
                list.RemoveAt(place);
                expected.RemoveAt(place);
            }
            else
            {
                int place = random.Next(3) == 0 ? expected.Count : random.Next(expected.Count + 1);
                list.Insert(place, i);
                expected.Insert(place, i);
            }
        }

        list.All.ShouldBe(expected);
        list.Count.ShouldBe(expected.Count);
        list[expected.Count - 1].ShouldBe(expected[^1]);
    }

    private static string RandomValue(Random random, int depth) =>
        random.Next(depth > 0 ? 9 : 5) switch
        {
            0 => "null",
            1 => random.Next(2) == 0 ? "true" : "false",
            2 => new[] { "0", "1", "1.0", "-0", "1e2", "2.50" }[random.Next(6)],
            3 => new[] { "\"\"", "\"a\"", "\"b/c~d\"" }[random.Next(3)],
            4 => "1",
            5 or 6 => "["
                + string.Join(',', Enumerable.Range(0, random.Next(5)).Select(_ => RandomValue(random, depth - 1)))
                + "]",
            _ => "{"
                + string.Join(
                    ',',
                    new[] { "a", "b", "0", "", "c/d", "e~f" }
                        .Where(_ => random.Next(2) == 0)
                        .Select(name => $"\"{name}\":{RandomValue(random, depth - 1)}")
                )
                + "}",
        };

    private static WireList<PatchOperation> RandomPatch(Random random, RawJson document)
    {
        return Enumerable.Range(0, random.Next(1, 6)).Select(_ => Operation()).ToWireList();

        PatchOperation Operation()
        {
            string path = RandomPath(random, document);
            RawJson value = RawJson.Parse(RandomValue(random, 2));
            return random.Next(9) switch
            {
                0 => new PatchOperation.Remove { Path = path },
                1 => new PatchOperation.Replace { Path = path, Value = value },
                2 => new PatchOperation.Move { From = RandomPath(random, document), Path = path },
                3 => new PatchOperation.Copy { From = RandomPath(random, document), Path = path },
                4 => new PatchOperation.Test { Path = path, Value = value },
                5 => new PatchOperation.Test { Path = "", Value = document },
                _ => new PatchOperation.Add { Path = path, Value = value },
            };
        }
    }

    /// <summary>Returns a path that mostly leads to something, or right beside it.</summary>
    private static string RandomPath(Random random, RawJson document)
    {
        string path = "";
        JsonNode? node = document.ToJsonNode();
        while (random.Next(4) != 0)
        {
            switch (node)
            {
                case JsonObject { Count: > 0 } members when random.Next(5) != 0:
                    (string name, node) = members.ElementAt(random.Next(members.Count));
                    path +=
                        "/"
                        + name.Replace("~", "~0", StringComparison.Ordinal)
                            .Replace("/", "~1", StringComparison.Ordinal);
                    break;
                case JsonArray { Count: > 0 } items when random.Next(5) != 0:
                    int index = random.Next(items.Count);
                    path += $"/{index}";
                    node = items[index];
                    break;
                default:
                    return path + "/" + new[] { "a", "0", "1", "-", "x", "00" }[random.Next(6)];
            }
        }

        return path;
    }

    /// <summary>RFC 6902 as it reads, with a copy of the document for each patch.</summary>
    private static class PlainPatch
    {
        public static string? Apply(RawJson document, WireList<PatchOperation> patch, out int failedAt)
        {
            JsonObject root = new() { ["root"] = document.ToJsonNode() };
            for (failedAt = 0; failedAt < patch.Count; failedAt++)
            {
                if (!Apply(root, patch[failedAt]))
                {
                    return null;
                }
            }

            failedAt = -1;
            return root["root"]?.ToJsonString(Relaxed) ?? "null";
        }

        private static bool Apply(JsonObject root, PatchOperation operation) =>
            operation switch
            {
                PatchOperation.Add add => Add(root, add.Path, add.Value.ToJsonNode()),
                PatchOperation.Remove remove => Remove(root, remove.Path, out _),
                PatchOperation.Replace replace => Replace(root, replace.Path, replace.Value.ToJsonNode()),
                PatchOperation.Move move => move.From == move.Path
                    ? Find(root, move.From, out _)
                    : !move.Path.StartsWith(move.From + "/", StringComparison.Ordinal)
                        && Remove(root, move.From, out JsonNode? moved)
                        && Add(root, move.Path, moved),
                PatchOperation.Copy copy => Find(root, copy.From, out JsonNode? copied)
                    && Add(root, copy.Path, copied?.DeepClone()),
                PatchOperation.Test test => Find(root, test.Path, out JsonNode? actual)
                    && AreEqual(actual, test.Value.ToJsonNode()),
                _ => false,
            };

        private static bool Add(JsonObject root, string path, JsonNode? value)
        {
            if (!Parent(root, path, out JsonNode? parent, out string last))
            {
                return false;
            }

            if (parent is JsonObject members)
            {
                members[last] = value;
                return true;
            }

            JsonArray items = (JsonArray)parent!;
            int index = items.Count;
            if (last != "-" && (!TryIndex(last, out index) || index > items.Count))
            {
                return false;
            }

            items.Insert(index, value);
            return true;
        }

        private static bool Remove(JsonObject root, string path, out JsonNode? removed)
        {
            if (!Find(root, path, out removed))
            {
                return false;
            }

            Parent(root, path, out JsonNode? parent, out string last);
            if (path.Length == 0)
            {
                root["root"] = null;
            }
            else if (parent is JsonObject members)
            {
                members.Remove(last);
            }
            else
            {
                ((JsonArray)parent!).RemoveAt(int.Parse(last, System.Globalization.CultureInfo.InvariantCulture));
            }

            return true;
        }

        private static bool Replace(JsonObject root, string path, JsonNode? value)
        {
            if (!Find(root, path, out _))
            {
                return false;
            }

            Parent(root, path, out JsonNode? parent, out string last);
            if (parent is JsonObject members)
            {
                members[last] = value;
            }
            else
            {
                ((JsonArray)parent!)[int.Parse(last, System.Globalization.CultureInfo.InvariantCulture)] = value;
            }

            return true;
        }

        private static bool Find(JsonObject root, string path, out JsonNode? node)
        {
            node = null;
            if (!Parent(root, path, out JsonNode? parent, out string last))
            {
                return false;
            }

            return parent is JsonObject members
                ? members.TryGetPropertyValue(last, out node)
                : TryIndex(last, out int index)
                    && index < ((JsonArray)parent!).Count
                    && (node = parent[index]) is var _;
        }

        /// <summary>Finds the object or list that contains what a path names.</summary>
        private static bool Parent(JsonObject root, string path, out JsonNode? parent, out string last)
        {
            string[] tokens =
            [
                .. ("/root" + path)[1..]
                    .Split('/')
                    .Select(token =>
                        token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)
                    ),
            ];
            last = tokens[^1];
            parent = root;
            foreach (string token in tokens[..^1])
            {
                if (parent is JsonObject members && members.TryGetPropertyValue(token, out JsonNode? member))
                {
                    parent = member;
                }
                else if (parent is JsonArray items && TryIndex(token, out int index) && index < items.Count)
                {
                    parent = items[index];
                }
                else
                {
                    return false;
                }
            }

            return parent is JsonObject or JsonArray;
        }

        private static bool TryIndex(string token, out int index) =>
            int.TryParse(token, System.Globalization.NumberStyles.None, null, out index)
            && index.ToString((IFormatProvider?)null) == token;

        private static bool AreEqual(JsonNode? left, JsonNode? right) =>
            (left, right) switch
            {
                (null, null) => true,
                (null, _) or (_, null) => false,
                (JsonObject a, JsonObject b) => a.Count == b.Count
                    && a.All(member =>
                        b.TryGetPropertyValue(member.Key, out JsonNode? other) && AreEqual(member.Value, other)
                    ),
                (JsonArray a, JsonArray b) => a.Count == b.Count && a.Zip(b, AreEqual).All(same => same),
                (JsonValue a, JsonValue b) => a.GetValueKind() == b.GetValueKind()
                    && (
                        a.GetValueKind() == JsonValueKind.Number
                            ? a.GetValue<decimal>() == b.GetValue<decimal>()
                            : a.ToJsonString() == b.ToJsonString()
                    ),
                _ => false,
            };
    }
}
