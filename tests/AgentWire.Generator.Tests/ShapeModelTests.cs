using AgentWire.Spec.Model;

namespace AgentWire.Generator.Tests;

/// <summary>The most difficult shapes of all dialects, each in a small dialect.</summary>
public class ShapeModelTests
{
    [Fact]
    public void A_flattened_external_union_stands_beside_the_tag()
    {
        Dialect dialect = Models.Read(Repository.Shapes, "flattened-external");

        UnionType step = dialect.Find<UnionType>("Step");
        step.IsFlattened.ShouldBeTrue();
        step.IsOpen.ShouldBeTrue();
        step.Variants.Select(variant => variant.Tag).ShouldBe(["Start", "Calls", "Waiting", "Text"]);
        dialect.Variant("Step", "Waiting").Payload.ShouldBeOfType<Payload.Unit>();
        dialect.Variant("Step", "Text").Payload.ShouldBe(new Payload.Value(new StringRef()));
        dialect.Variant("Message", "Stream").Layout().Sketch().ShouldBe("#type +Step");
        dialect.Variant("Message", "Reply").Layout().Sketch().ShouldBe("#type agent session parent_id");
        dialect.Variant("Message", "Pong").HasUpstreamBytes.ShouldBeFalse();
        dialect.Find("Reply").UpstreamName.ShouldBe("example::wire::ReplyBody");
        dialect.Variant("Step", "Text").UpstreamName.ShouldBe("example::wire::Step::Text");
    }

    [Fact]
    public void An_external_union_standing_alone_has_bodies_scalars_and_units()
    {
        Dialect dialect = Models.Read(Repository.Shapes, "external-units");

        dialect.Find<UnionType>("Message").IsOpen.ShouldBeFalse();
        UnionType response = dialect.Find<UnionType>("Response");
        response.Tagging.ShouldBeOfType<Tagging.External>();
        response.IsFlattened.ShouldBeFalse();
        response.UpstreamName.ShouldBe("example::wire::QuestionResponse");
        response
            .Variants.Select(variant => variant.Tag)
            .ShouldBe(["Selected", "SelectedEdited", "FreeText", "Skipped", "TimedOut"]);
        dialect.Variant("Response", "Selected").Payload.ShouldBe(new Payload.Value(new IntegerRef(0, ulong.MaxValue)));
        dialect.Variant("Response", "SelectedEdited").Layout().Sketch().ShouldBe("index edited_text");
        dialect.Variant("Response", "FreeText").Payload.ShouldBe(new Payload.Value(new StringRef()));
        dialect.Variant("Response", "Skipped").Payload.ShouldBeOfType<Payload.Unit>();
        dialect.Variant("Response", "TimedOut").Payload.ShouldBeOfType<Payload.Unit>();
        dialect.Variant("Message", "Answer").Layout().Member("Response").Type.ShouldBe(new NamedRef("Response"));
    }

    [Fact]
    public void An_adjacent_union_falls_back_to_its_last_variant()
    {
        Dialect dialect = Models.Read(Repository.Shapes, "adjacent-fallback");

        UnionType custom = dialect.Find<UnionType>("Custom");
        custom.Tagging.ShouldBe(new Tagging.Adjacent("name", "value"));
        custom.IsFlattened.ShouldBeTrue();
        custom.IsOpen.ShouldBeFalse();
        custom.Variants.Select(variant => variant.Name).ShouldBe(["SkillLoaded", "ExecutionStep", "Generic"]);
        dialect.Variant("Custom", "SkillLoaded").Layout().Sketch().ShouldBe("skillId taskId");
        dialect.Variant("Custom", "ExecutionStep").Payload.ShouldBe(new Payload.Value(new NamedRef("Step")));
        Variant generic = custom.Fallback.ShouldNotBeNull();
        generic.Name.ShouldBe("Generic");
        generic.Tag.ShouldBeNull();
        generic.Payload.ShouldBe(new Payload.Value(new OpaqueRef()));
        dialect.Variant("Event", "Custom").Layout().Sketch().ShouldBe("#type timestamp +Custom");
    }

    [Fact]
    public void Opaque_members_scalars_and_nullable_ones_keep_their_kinds()
    {
        Dialect dialect = Models.Read(Repository.Shapes, "adjacent-fallback");

        dialect.OpaqueOrder.ShouldBe(OpaqueOrder.Insertion);
        dialect.Variant("Event", "State").Tag.ShouldBe("STATE_SNAPSHOT");
        dialect.Variant("Event", "State").Layout().Member("Snapshot").Presence.ShouldBe(Presence.Required);
        Member result = dialect.Variant("Event", "RunFinished").Layout().Member("Result");
        result.Presence.ShouldBe(Presence.OptionalNullable);
        result.Type.ShouldBe(new OpaqueRef());
        dialect.Find<ScalarType>("Timestamp").Kind.ShouldBe("timestamp-z");
        dialect.Find<ScalarType>("ThreadId").Kind.ShouldBe("uuid");
        dialect.Find<ScalarType>("ThreadId").Text.Pattern.ShouldBe("^[0-9a-fA-F]{8}-");
        dialect.Member("Step", "Title").Presence.ShouldBe(Presence.Nullable);
        dialect.Member("Step", "Title").IsStrict.ShouldBeFalse();
        dialect.Member("Step", "DurationMs").Type.ShouldBe(new IntegerRef(int.MinValue, int.MaxValue));
        dialect.Member("Step", "Status").Type.ShouldBe(new NamedRef("StepStatus"));
    }

    [Fact]
    public void An_untagged_union_is_known_by_its_first_required_members()
    {
        Dialect dialect = Models.Read(Repository.Shapes, "untagged");

        UnionType part = dialect.Find<UnionType>("Part");
        part.Tagging.ShouldBeOfType<Tagging.Untagged>();
        part.IsOpen.ShouldBeFalse();
        part.Variants.Select(variant => variant.Name).ShouldBe(["Text", "File", "Data"]);
        part.Variants.ShouldAllBe(variant => variant.Tag == null);
        dialect.Variant("Part", "Text").Layout().Members.Single().Name.ShouldBe("Text");
        dialect.Variant("Part", "Data").Layout().Members.Single().Type.ShouldBe(new OpaqueRef(IsObject: true));
        dialect
            .Variant("Message", "Artifact")
            .Layout()
            .Member("Parts")
            .Type.ShouldBe(new ListRef(new NamedRef("Part"), MinItems: 1));
        dialect.Find<UnionType>("Message").Tagging.ShouldBe(new Tagging.Internal("kind"));
        StringSet mode = dialect.Find<StringSet>("Mode");
        mode.IsOpen.ShouldBeTrue();
        mode.Values.Select(value => value.Name).ShouldBe(["Read", "WriteOnly"]);
    }

    [Fact]
    public void Envelopes_are_opened_and_mirrored_facts_are_one_member()
    {
        Dialect dialect = Models.Read(Repository.Shapes, "mirrored-envelope");

        Layout answer = dialect.Variant("Event", "EventualResponse").Layout();
        answer.Sketch().ShouldBe("#type requestId status data{~requestId ~status data{messageId response citations}}");
        answer
            .Members.Select(member => member.Name)
            .ShouldBe(["RequestId", "Status", "MessageId", "Response", "Citations"]);
        answer.Member("MessageId").Path.ShouldBe("Event.eventual_response.data.data.messageId");
        answer.Member("Response").Presence.ShouldBe(Presence.Required);
        answer.Member("Citations").OmitWhenEmpty.ShouldBeTrue();
        dialect.Member("Citation", "Score").Type.ShouldBe(new NumberRef(IsWidened: true));
    }

    [Fact]
    public void A_fact_that_one_of_its_places_requires_is_required()
    {
        Dialect dialect = Models.Read(Repository.Shapes, "mirrored-envelope");

        Layout token = dialect.Variant("Event", "StreamToken").Layout();
        token.Sketch().ShouldBe("#type requestId token data{~requestId ~token}");
        token.Members.ShouldAllBe(member => member.Presence == Presence.Required);
        Member token1 = token.Member("Token");
        EnvelopeSlot data = token.Slots.OfType<EnvelopeSlot>().Single();
        data.Layout.Slots[1].ShouldBe(new MirrorSlot("token", token1, IsRequired: true));
    }

    [Fact]
    public void An_optional_envelope_leaves_its_facts_optional()
    {
        Dialect dialect = Models.Read(Repository.Shapes, "mirrored-envelope");

        Layout pong = dialect.Variant("Event", "Pong").Layout();
        pong.Sketch().ShouldBe("#type requestId timestamp data?{~timestamp}");
        pong.Member("Timestamp").Presence.ShouldBe(Presence.Optional);
        Layout cancelled = dialect.Variant("Event", "Cancelled").Layout();
        cancelled.Sketch().ShouldBe("#type status data?{~status}");
        cancelled.Member("Status").Type.ShouldBe(new ConstantRef.Integer(499));
        Layout error = dialect.Variant("Event", "Error").Layout();
        error.Sketch().ShouldBe("#type error data{requestId ~error details}");
        error.Member("Info").Presence.ShouldBe(Presence.Required);
        error.Member("RequestId").Presence.ShouldBe(Presence.Optional);
    }

    [Fact]
    public void Sorting_goes_into_envelopes_and_counts_the_tag()
    {
        Dialect dialect = Models.Read(Repository.Shapes, "mirrored-envelope");

        dialect.Types.ShouldAllBe(type => type.IsSorted);
        dialect
            .Variant("Event", "EventualResponse")
            .Layout()
            .Sorted()
            .Sketch()
            .ShouldBe("data{data{citations messageId response} ~requestId ~status} requestId status #type");
    }

    [Fact]
    public void Sorting_is_by_the_bytes_of_UTF8()
    {
        Layout layout = new(
            [new TagSlot("\uFF5E", ""), new TagSlot("\U0001F600", ""), new TagSlot("b", ""), new TagSlot("B", "")],
            []
        );

        layout.Sorted().Slots.Select(slot => slot.WireName).ShouldBe(["B", "b", "\uFF5E", "\U0001F600"]);
    }

    [Fact]
    public void A_sorted_root_alone_is_sorted_where_members_are_as_declared()
    {
        Dialect dialect = Models.Read(Repository.Shapes, "sorted-root");

        dialect.Types.Where(type => type.IsSorted).Select(type => type.Name).ShouldBe(["Snapshot"]);
        dialect
            .Find<ObjectType>("Snapshot")
            .Layout.Sorted()
            .Sketch()
            .ShouldBe("active_question entries extension next_cycle_secs phase");
    }

    [Fact]
    public void Nullable_types_objects_and_opaque_values_are_always_written()
    {
        Dialect dialect = Models.Read(Repository.Shapes, "sorted-root");

        dialect
            .Member("Snapshot", "ActiveQuestion")
            .ShouldSatisfyAllConditions(
                member => member.Presence.ShouldBe(Presence.Nullable),
                member => member.Type.ShouldBe(new NamedRef("Question"))
            );
        dialect
            .Member("Snapshot", "Extension")
            .ShouldSatisfyAllConditions(
                member => member.Presence.ShouldBe(Presence.Nullable),
                member => member.Type.ShouldBe(new OpaqueRef())
            );
        dialect.Member("Snapshot", "NextCycleSecs").Type.ShouldBe(new NumberRef());
        dialect
            .Member("Question", "MaxEditLength")
            .ShouldSatisfyAllConditions(
                member => member.Presence.ShouldBe(Presence.Nullable),
                member => member.IsStrict.ShouldBeTrue()
            );
    }
}
