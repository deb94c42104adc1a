using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using AgentWire.Fuzzing.Mutation;
using AgentWire.Fuzzing.Peers;
using AgentWire.Spec.Model;

namespace AgentWire.Fuzzing.Differential;

/// <summary>
/// Why a peer may differ from the library over an input: told by the input, its dialect and its type, and by nothing that
/// either has answered. Walks the input by the contract's model.
/// </summary>
internal sealed partial class Predicates
{
    private readonly JsonMap _map = new();
    private readonly HashSet<Expectation> _expectations = [];
    private Dialect _dialect = null!;
    private byte[] _input = [];

    // Whether serde has parsed the value as a whole before it looked for its type.
    private bool _isBuffered;

    // Whether what does not fit is taken by a union's fallback.
    private bool _hasFallback;

    public IReadOnlySet<Expectation> Of(Question question)
    {
        _expectations.Clear();
        _dialect = Contract.Dialect(question.Dialect);
        _input = question.Input;
        _isBuffered = false;
        _hasFallback = false;
        if (!Utf8.IsValid(_input))
        {
            Expect("utf8", NJsonSchema, Difference.Accepts);
        }

        if (!_map.Scan(_input))
        {
            return _expectations;
        }

        VisitText();
        if (_dialect.Find(question.Type) is UnionType { IsFlattened: true, Tagging: Tagging.External } union)
        {
            VisitAlone(union);
        }

        Visit(new NamedRef(question.Type), 0);
        return _expectations;
    }

    private const string Serde = "serde";
    private const string Ajv = "ajv";
    private const string NJsonSchema = "njsonschema";

    private void Expect(string predicate, string peer, Difference difference)
    {
        // What serde fits to a type where the library does not, or the other way round, is written otherwise.
        if (_hasFallback && peer != Serde)
        {
            return;
        }

        _expectations.Add(new(predicate, peer, _hasFallback ? Difference.Writes : difference));
    }

    private void ExpectOfSchemas(string predicate, Difference difference)
    {
        Expect(predicate, Ajv, difference);
        Expect(predicate, NJsonSchema, difference);
    }

    /// <summary>What no type decides.</summary>
    private void VisitText()
    {
        if (_map.Depth > WireOptions.Default.MaxDepth)
        {
            Expect("depth", Ajv, Difference.Accepts);
        }

        if (_map.Depth > NewtonsoftDepth)
        {
            Expect("depth", NJsonSchema, Difference.Fails);
        }

        for (int i = 0; i < _map.Count; i++)
        {
            JsonNode node = _map[i];
            if (HasLoneSurrogate(node))
            {
                ExpectOfSchemas("lone-surrogate", Difference.Accepts);
            }

            if (node.Kind == JsonKind.Number)
            {
                if (IsOverflow(node))
                {
                    ExpectOfSchemas("number-overflow", Difference.Accepts);
                }

                if (IsBeyondInt64(node))
                {
                    Expect("integer-beyond-int64", NJsonSchema, Difference.Fails);
                }
            }
        }
    }

    private const int NewtonsoftDepth = 64;

    private void VisitAlone(UnionType union)
    {
        JsonNode root = _map[0];
        bool IsUnit(string tag) => union.Variants.Any(each => each.Payload is Payload.Unit && each.Tag == tag);
        if (root.Kind == JsonKind.String)
        {
            if (IsUnit(JsonText.Unescape(Token(root))))
            {
                Expect("event-standing-alone", Serde, Difference.Accepts);
            }
        }
        else if (root.Kind == JsonKind.Object && _map.Children(0) == 1)
        {
            if (IsUnit(NameOf(1)))
            {
                Expect("event-standing-alone", Serde, Difference.Writes);
            }
        }
        else if (root.Kind == JsonKind.Object)
        {
            ExpectOfSchemas("event-beside-another", Difference.Accepts);
        }
    }

    private void Visit(TypeRef type, int index)
    {
        JsonNode node = _map[index];
        switch (type)
        {
            case IntegerRef integer:
                VisitInteger(node, integer.Minimum, integer.Maximum);
                break;
            case ConstantRef constant:
                VisitInteger(node, constant.Value, constant.Value);
                break;
            case ListRef list when node.Kind == JsonKind.Array:
                foreach (int item in Children(index))
                {
                    Visit(list.Item, item);
                }

                break;
            case NamedRef named:
                Visit(_dialect.Find(named.Name), index);
                break;
        }
    }

    private void VisitInteger(JsonNode node, BigInteger minimum, BigInteger maximum)
    {
        if (node.Kind != JsonKind.Number)
        {
            return;
        }

        string text = Text(node);
        if (text == "-0")
        {
            ExpectOfSchemas("integer-spelling", Difference.Accepts);
        }
        else if (!PlainInteger().IsMatch(text))
        {
            if (double.TryParse(text, CultureInfo.InvariantCulture, out double number) && double.IsInteger(number))
            {
                Expect("integer-spelling", Ajv, Difference.Accepts);
            }
        }
        else if (BigInteger.TryParse(text, CultureInfo.InvariantCulture, out BigInteger value))
        {
            bool isOutside = value < minimum || value > maximum;
            bool looksInside = Nearest(value) >= Nearest(minimum) && Nearest(value) <= Nearest(maximum);
            if (isOutside && looksInside)
            {
                bool isBeyond = BigInteger.Abs(value) > long.MaxValue;
                Expect(isBeyond ? "integer-beyond-int64" : "integer-beyond-2^53", Ajv, Difference.Accepts);
            }
        }
    }

    private void Visit(NamedType type, int index)
    {
        JsonNode node = _map[index];
        switch (type)
        {
            case ObjectType found when node.Kind == JsonKind.Object:
                VisitMembers(found.Layout, index, null);
                break;
            case ObjectType found when node.Kind == JsonKind.Array:
                VisitSequence(found.Layout, index);
                break;
            case UnionType union:
                bool wasBuffered = _isBuffered;
                _isBuffered |= union.Tagging is not Tagging.External;
                VisitUnion(union, index);
                _isBuffered = wasBuffered;
                break;
            case StringSet { IsOpen: false } set when node.Kind == JsonKind.Object && IsMapOf(index, set):
                Expect("value-as-map", Serde, Difference.Accepts);
                break;
            case ScalarType scalar when node.Kind == JsonKind.String:
                VisitScalar(scalar, JsonText.Unescape(Token(node)));
                break;
        }
    }

    /// <summary>Members without their names, of which the last may be left out where they are optional.</summary>
    private void VisitSequence(Layout layout, int index)
    {
        int most = layout.Slots.Count(slot => slot is not TagSlot);
        int least = layout.Slots.Count(slot =>
            slot is EnvelopeSlot { IsRequired: true }
            || slot is MemberSlot { IsOptionalHere: false, Member.Presence: Presence.Required }
        );
        int count = _map.Children(index);
        if (count >= least && count <= most)
        {
            Expect("struct-as-sequence", Serde, Difference.Accepts);
        }
    }

    /// <summary>A tag, by its name or its place, and then the members.</summary>
    private void VisitTaggedSequence(UnionType union, int index)
    {
        JsonNode tag = _map[index + 1];
        if (
            IsPlaceOfVariant(tag, union)
            || (
                tag.Kind == JsonKind.String
                && union.Variants.Any(variant => variant.Tag == JsonText.Unescape(Token(tag)))
            )
        )
        {
            string inside = _dialect.Name == "synaps" ? "entry-as-sequence" : "struct-as-sequence";
            bool isMessage = index == 0 && union.Tagging is Tagging.Internal;
            Expect(isMessage ? "tagged-message-as-sequence" : inside, Serde, Difference.Accepts);
        }
    }

    private void VisitUnion(UnionType union, int index)
    {
        JsonNode node = _map[index];
        switch (union.Tagging)
        {
            case Tagging.Internal when node.Kind == JsonKind.Array && node.After > index + 1:
                VisitTaggedSequence(union, index);
                break;
            case Tagging.Internal tagging when node.Kind == JsonKind.Object:
                VisitInternal(union, tagging.Tag, index);
                break;
            case Tagging.External when node.Kind == JsonKind.String:
                if (union.Variants.All(variant => variant.Tag != JsonText.Unescape(Token(node))))
                {
                    ExpectUnknownTag(union);
                }

                break;
            case Tagging.External when node.Kind == JsonKind.Object:
                HashSet<string> names = [];
                foreach (int member in Children(index))
                {
                    VisitExternal(union, member, names);
                }

                break;
            case Tagging.Adjacent when node.Kind == JsonKind.Object:
                VisitAdjacent(union, index);
                break;
            case Tagging.Adjacent when node.Kind == JsonKind.Array && _map.Children(index) == 2:
                VisitTaggedSequence(union, index);
                break;
            case Tagging.Untagged when node.Kind == JsonKind.Object:
                VisitUntagged(union, index);
                break;
        }
    }

    private void VisitUntagged(UnionType union, int index)
    {
        Payload.Members[] variants = [.. union.Variants.Select(variant => variant.Payload).OfType<Payload.Members>()];
        VisitAll();

        // What does not fit one variant may fit another, which is then written.
        if (variants.Count(variant => variant.Layout.Members.All(member => Has(index, member.WireName))) > 1)
        {
            bool hadFallback = _hasFallback;
            _hasFallback = true;
            VisitAll();
            _hasFallback = hadFallback;
        }

        void VisitAll()
        {
            foreach (Payload.Members variant in variants)
            {
                VisitPayload(variant, index, null);
            }
        }
    }

    private bool Has(int index, string name) => Children(index).Any(child => NameOf(child) == name);

    private void VisitInternal(UnionType union, string tag, int index)
    {
        int[] tags = [.. Children(index).Where(child => NameOf(child) == tag)];
        if (tags.Length > 1)
        {
            ExpectDuplicate();
        }

        foreach (int child in tags.Take(1))
        {
            if (IsPlaceOfVariant(_map[child], union) && index > 0)
            {
                Expect(_dialect.Name == "synaps" ? "role-as-number" : "op-as-number", Serde, Difference.Accepts);
            }
            else if (_map[child].Kind == JsonKind.String)
            {
                string text = JsonText.Unescape(Token(_map[child]));
                if (union.Variants.FirstOrDefault(variant => variant.Tag == text) is { } found)
                {
                    VisitPayload(found.Payload, index, tag);
                }
                else
                {
                    ExpectUnknownTag(union);
                }
            }
        }
    }

    private void VisitExternal(UnionType union, int member, HashSet<string> seen)
    {
        if (!seen.Add(NameOf(member)))
        {
            ExpectDuplicate();
        }
        else if (union.Variants.FirstOrDefault(variant => variant.Tag == NameOf(member)) is not { } variant)
        {
            ExpectUnknownTag(union);
        }
        else if (variant.Payload is not Payload.Unit)
        {
            VisitPayload(variant.Payload, member, null);
        }
        else if (IsNull(_map[member]))
        {
            ExpectOfSchemas("unit-as-object", Difference.Refuses);
        }
        else if (_map[member].Kind == JsonKind.Object && _map.Children(member) == 0)
        {
            Expect("unit-from-empty-object", Serde, Difference.Accepts);
        }
    }

    private void VisitAdjacent(UnionType union, int index)
    {
        Tagging.Adjacent tagging = (Tagging.Adjacent)union.Tagging;
        foreach (string name in new[] { tagging.Tag, tagging.Content })
        {
            if (Children(index).Count(child => NameOf(child) == name) > 1)
            {
                ExpectDuplicate();
            }
        }

        if (
            Has(index, tagging.Content)
            && Children(index).Any(child => NameOf(child) == tagging.Tag && IsPlaceOfVariant(_map[child], union))
        )
        {
            Expect("name-as-number", Serde, Difference.Accepts);
        }

        string? tag = Children(index)
            .Where(child => NameOf(child) == tagging.Tag && _map[child].Kind == JsonKind.String)
            .Select(child => JsonText.Unescape(Token(_map[child])))
            .FirstOrDefault();
        if (union.Variants.FirstOrDefault(variant => variant.Tag == tag) is not { } found)
        {
            return;
        }

        bool hadFallback = _hasFallback;
        _hasFallback |= union.Fallback is not null;
        foreach (int content in Children(index).Where(child => NameOf(child) == tagging.Content))
        {
            VisitPayload(found.Payload, content, null);
        }

        _hasFallback = hadFallback;
    }

    private void VisitPayload(Payload payload, int index, string? tag)
    {
        switch (payload)
        {
            case Payload.Members members when _map[index].Kind == JsonKind.Object:
                VisitMembers(members.Layout, index, tag);
                break;
            case Payload.Members members when _map[index].Kind == JsonKind.Array:
                VisitSequence(members.Layout, index);
                break;
            case Payload.Value value:
                Visit(value.Type, index);
                break;
        }
    }

    private void VisitMembers(Layout layout, int index, string? tag)
    {
        HashSet<string> seen = [];
        UnionType? flattened = layout.FlattenedUnion is { } name ? _dialect.Find<UnionType>(name) : null;
        string[] taken = flattened?.Tagging is Tagging.Adjacent adjacent ? [adjacent.Tag, adjacent.Content] : [];
        foreach (int child in Children(index))
        {
            string member = NameOf(child);
            Slot? slot = layout.Slots.FirstOrDefault(slot => slot.WireName == member && slot is not FlattenedSlot);
            if (slot is TagSlot || member == tag || taken.Contains(member))
            {
                continue;
            }

            if (slot is null && flattened?.Tagging is Tagging.External)
            {
                VisitExternal(flattened, child, seen);
            }
            else if (slot is null)
            {
                VisitIgnored(child);
            }
            else if (!seen.Add(member))
            {
                ExpectDuplicate();
            }
            else
            {
                VisitSlot(slot, child);
            }
        }

        if (flattened?.Tagging is Tagging.Adjacent)
        {
            VisitUnion(flattened, index);
        }

        foreach (MemberSlot absent in layout.Slots.OfType<MemberSlot>().Where(slot => !seen.Contains(slot.WireName)))
        {
            if (absent.Member is { Presence: Presence.Nullable, IsStrict: false })
            {
                ExpectOfSchemas("nullable-absent", Difference.Refuses);
            }
        }

        if (layout.Mirrors.Any())
        {
            VisitMirrors(layout, index);
        }
    }

    private void VisitSlot(Slot slot, int child)
    {
        JsonNode node = _map[child];
        switch (slot)
        {
            case EnvelopeSlot envelope when node.Kind == JsonKind.Object:
                VisitMembers(envelope.Layout, child, null);
                break;
            case EnvelopeSlot envelope when node.Kind == JsonKind.Array:
                VisitSequence(envelope.Layout, child);
                break;
            case EnvelopeSlot { IsRequired: false } or MirrorSlot { IsRequired: false } when IsNull(node):
                ExpectOfSchemas("tolerated-null", Difference.Refuses);
                break;
            case MirrorSlot mirror:
                Visit(mirror.Of.Type, child);
                break;
            case MemberSlot { Member: { } member } own:
                if (IsNull(node))
                {
                    VisitNull(member, own.IsOptionalHere);
                }

                Visit(member.Type, child);
                break;
        }
    }

    private void VisitNull(Member member, bool isOptionalHere)
    {
        if (member.Presence == Presence.OptionalOpaque)
        {
            if (_dialect.Name == "systemprompt")
            {
                Expect("opaque-null-is-kept", Serde, Difference.Writes);
            }
        }
        else if (member.Presence == Presence.Optional || isOptionalHere)
        {
            ExpectOfSchemas("tolerated-null", Difference.Refuses);
        }
    }

    /// <summary>Serde does not look into what it ignores, unless it had to keep it.</summary>
    private void VisitIgnored(int index)
    {
        if (_isBuffered)
        {
            return;
        }

        bool isUnsound = !Utf8.IsValid(Token(_map[index])) || DepthOf(index) > WireOptions.Default.MaxDepth;
        for (int i = index; i < _map[index].After; i++)
        {
            isUnsound |= HasLoneSurrogate(_map[i]) || (_map[i].Kind == JsonKind.Number && IsOverflow(_map[i]));
        }

        if (isUnsound)
        {
            Expect("ignored-members-are-checked", Serde, Difference.Accepts);
        }
    }

    /// <summary>Facts whose places differ, or that a place goes without which the schema wants filled.</summary>
    private void VisitMirrors(Layout layout, int index)
    {
        HashSet<Member> mirrored = [.. layout.Mirrors];
        Dictionary<Member, HashSet<string>> texts = [];
        Collect(layout, index);
        if (texts.Values.Any(found => found.Count > 1))
        {
            ExpectOfSchemas("mirror", Difference.Accepts);
        }

        void Collect(Layout around, int inside)
        {
            foreach (Slot slot in around.Slots)
            {
                int place = Children(inside).LastOrDefault(child => NameOf(child) == slot.WireName, -1);
                bool isFilled = place >= 0 && !IsNull(_map[place]);
                bool isWanted = slot switch
                {
                    EnvelopeSlot envelope => envelope.IsRequired && envelope.Layout.Mirrors.Any(),
                    MirrorSlot mirror => mirror.IsRequired,
                    MemberSlot own => mirrored.Contains(own.Member)
                        && own is { IsOptionalHere: false, Member.Presence: Presence.Required },
                    _ => false,
                };
                if (isWanted && !isFilled)
                {
                    ExpectOfSchemas("mirror", Difference.Refuses);
                }

                if (isFilled && slot is EnvelopeSlot { Layout: { } within } && _map[place].Kind == JsonKind.Object)
                {
                    Collect(within, place);
                }
                else if (isFilled && (slot is MirrorSlot other ? other.Of : (slot as MemberSlot)?.Member) is { } fact)
                {
                    (texts.TryGetValue(fact, out HashSet<string>? found) ? found : texts[fact] = []).Add(
                        Text(_map[place])
                    );
                }
            }
        }
    }

    private void VisitScalar(ScalarType scalar, string text)
    {
        if (scalar.Kind == "timestamp-z")
        {
            VisitTime(text);
        }

        if (scalar.Text.Pattern is [.., '$'] pattern && EndsWithOneBreak(text) && Regex.IsMatch(text, pattern))
        {
            Expect("line-break-at-the-end", NJsonSchema, Difference.Accepts);
        }
    }

    private static bool EndsWithOneBreak(string text) =>
        text.EndsWith('\n') && !text.EndsWith("\n\n", StringComparison.Ordinal);

    private void VisitTime(string text)
    {
        if (!Rfc3339().IsMatch(text) || IsBeyondYears(text))
        {
            if (LooseTime().IsMatch(text))
            {
                Expect("times-beyond-rfc-3339", Serde, Difference.Accepts);
            }
        }
        else if (!SentTime().IsMatch(text))
        {
            ExpectOfSchemas("time-not-as-sent", Difference.Refuses);
            if (text[10] == 't')
            {
                Expect("small-t-in-time", Serde, Difference.Refuses);
            }
        }
        else if (!DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out _))
        {
            ExpectOfSchemas("no-such-day", Difference.Accepts);
        }
    }

    private void ExpectDuplicate() => ExpectOfSchemas("duplicate-member", Difference.Accepts);

    private void ExpectUnknownTag(UnionType union)
    {
        if (union.IsOpen)
        {
            Expect("unknown-tags-are-kept", Serde, Difference.Refuses);
            ExpectOfSchemas("unknown-tag", Difference.Refuses);
        }
    }

    private IEnumerable<int> Children(int index)
    {
        for (int child = index + 1; child < _map[index].After; child = _map[child].After)
        {
            yield return child;
        }
    }

    private int DepthOf(int index)
    {
        int depth = 0;
        for (int i = index; i < _map[index].After; i++)
        {
            int levels = 0;
            for (int around = i; around >= 0; around = _map[around].Parent)
            {
                levels += _map[around].IsContainer ? 1 : 0;
            }

            depth = Math.Max(depth, levels);
        }

        return depth;
    }

    private ReadOnlySpan<byte> Token(JsonNode node) => _input.AsSpan(node.Start, node.End - node.Start);

    private string Text(JsonNode node) => Encoding.Latin1.GetString(Token(node));

    private string NameOf(int index)
    {
        JsonNode node = _map[index];
        return JsonText.Unescape(_input.AsSpan(node.NameStart, node.NameEnd - node.NameStart));
    }

    /// <summary>Whether a tag is the number of a variant in declared order.</summary>
    private bool IsPlaceOfVariant(JsonNode tag, UnionType union) =>
        tag.Kind == JsonKind.Number
        && int.TryParse(Token(tag), NumberStyles.None, CultureInfo.InvariantCulture, out int place)
        && place < union.Variants.Count(variant => !variant.IsFallback);

    private bool IsNull(JsonNode node) => Token(node).SequenceEqual("null"u8);

    private bool IsMapOf(int index, StringSet set) =>
        _map.Children(index) == 1
        && IsNull(_map[index + 1])
        && set.Values.Any(value => value.Text == NameOf(index + 1));

    private bool HasLoneSurrogate(JsonNode node)
    {
        bool inName = node.HasName && IsLone(_input.AsSpan(node.NameStart, node.NameEnd - node.NameStart));
        return inName || (node.Kind == JsonKind.String && IsLone(Token(node)));
    }

    private static bool IsLone(ReadOnlySpan<byte> token)
    {
        if (token.IndexOf("\\u"u8) < 0)
        {
            return false;
        }

        string text = JsonText.Unescape(token);
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return true;
            }
        }

        return false;
    }

    private static double Nearest(BigInteger value) =>
        double.Parse(value.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private bool IsOverflow(JsonNode node) =>
        double.TryParse(Token(node), CultureInfo.InvariantCulture, out double value) && double.IsInfinity(value);

    private bool IsBeyondInt64(JsonNode node)
    {
        string text = Text(node);
        return PlainInteger().IsMatch(text) && !long.TryParse(text, CultureInfo.InvariantCulture, out _);
    }

    [GeneratedRegex("^-?[0-9]+\\z")]
    private static partial Regex PlainInteger();

    [GeneratedRegex(
        "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[Tt ]([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\\.[0-9]+)?([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])\\z"
    )]
    private static partial Regex Rfc3339();

    [GeneratedRegex("^[^Tt]{10}T[^Z.]{8}(\\.([0-9]{3}|[0-9]{6}|[0-9]{9}))?Z\\z")]
    private static partial Regex SentTime();

    /// <summary>Whether the offset brings a time out of the years that four digits can tell.</summary>
    private static bool IsBeyondYears(string text)
    {
        static int Minutes(ReadOnlySpan<char> clock) =>
            (int.Parse(clock[..2], CultureInfo.InvariantCulture) * 60)
            + int.Parse(clock[3..5], CultureInfo.InvariantCulture);

        int sign = text[^6] switch
        {
            '+' => -1,
            '-' => 1,
            _ => 0,
        };
        int minutes = Minutes(text.AsSpan(11)) + (sign == 0 ? 0 : sign * Minutes(text.AsSpan(text.Length - 5)));
        return text[..10] switch
        {
            "0000-01-01" => minutes < 0,
            "9999-12-31" => minutes >= 24 * 60,
            _ => false,
        };
    }

    [GeneratedRegex(
        "^\\s*[+-]?[0-9]+\\s*-\\s*[0-9]{1,2}\\s*-\\s*[0-9]{1,2}(\\s*[Tt]|\\s)\\s*[0-9]{1,2}\\s*:\\s*[0-9]{1,2}\\s*:\\s*[0-9]{1,2}(\\.[0-9]+)?\\s*([Zz]|[Uu][Tt][Cc]|[+-\u2212][0-9]{2}[\\s:]*[0-9]{2})\\s*\\z"
    )]
    private static partial Regex LooseTime();
}
