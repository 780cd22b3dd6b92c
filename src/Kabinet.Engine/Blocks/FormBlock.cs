using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Linking;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Blocks;

/// <summary>A form that creates a record.</summary>
public sealed record FormBlockDefinition : BlockDefinition
{
    /// <summary>Entity of the record.</summary>
    public required string Entity { get; init; }
    /// <summary>Sections of the form.</summary>
    public required IReadOnlyList<SectionDefinition> Sections { get; init; }
    /// <summary>Child records created in the same form: collection (<c>lines</c>) → fields of each row.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Rows { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
    /// <summary>File groups to which the form can add files.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];
    /// <summary>Text of the save button.</summary>
    public LocalizedText? Button { get; init; }
    /// <summary>Transition on a second, primary button («Отправить заявку»): saves the record and then takes the transition.</summary>
    public string? Submit { get; init; }
    /// <summary>Text shown after saving to a user who has no page of the record (a guest).</summary>
    public LocalizedText? Thanks { get; init; }
}

/// <summary>A linked form.</summary>
public sealed record FormBlock(BlockFrame Frame, FormBlockDefinition Definition, Entity Entity) : Block(Frame)
{
    /// <summary>Sections of the form.</summary>
    public required IReadOnlyList<Section> Sections { get; init; }
    /// <summary>Collections whose records the form creates, with the fields of each row.</summary>
    public required IReadOnlyList<(Collection Collection, IReadOnlyList<Field> Fields)> Rows { get; init; }
    /// <summary>File groups to which the form can add files.</summary>
    public required IReadOnlyList<FileGroup> Files { get; init; }
    /// <summary>The transition on the second button; null for none.</summary>
    public Transition? Submit { get; init; }

    /// <inheritdoc/>
    public override Entity Creates => Entity;
}

/// <summary><c>block: form</c>.</summary>
internal sealed class FormBlockKind : BlockKind<FormBlockDefinition, FormBlock>
{
    public override string Key => "form";

    protected override FormBlock? Link(BlockFrame frame, FormBlockDefinition form, BlockLinking linking)
    {
        var draft = linking.Draft;
        if (draft.Named(draft.Entities, form.Entity, "entity", form.PlaceOf("entity")) is not { } entity) return null;
        var sections = form.Sections.Select(section => SectionOf(entity, section, draft)).ToList();
        JudgeRequired(entity, form, sections, draft);
        return new(frame, form, entity)
        {
            Sections = sections,
            Rows = RowsOf(entity, form, draft),
            Files = [.. form.Files.Select(group => draft.FileGroupOf(entity, group, form.PlaceOf("files", group))).OfType<FileGroup>()],
            Submit = SubmitOf(entity, form, draft),
        };
    }

    protected override void Check(FormBlock form, PageChecks checks, IReadOnlySet<string> roles) =>
        checks.WarnUncreatable(form.Definition, form.Entity, roles);

    private static Section SectionOf(Entity entity, SectionDefinition section, Draft draft)
    {
        var fields = section.Fields.Select(key => draft.WrittenField(entity, key, section.PlaceOf("fields", key))).OfType<Field>();
        return new(section, [.. fields.Select(field => new FieldPath([], field))]);
    }

    private static List<(Collection, IReadOnlyList<Field>)> RowsOf(Entity entity, FormBlockDefinition form, Draft draft)
    {
        var rows = new List<(Collection, IReadOnlyList<Field>)>();
        foreach (var (key, fields) in form.Rows)
        {
            var at = form.PlaceOf("rows", key);
            if (draft.CollectionOf(entity, key, at) is not { Reference: var reference } collection) continue;
            if (!collection.IsPart)
                draft.Miss(reference.Definition, "part", at, new("problem.form.rows", reference.Key), new("problem.hint.part", reference));
            rows.Add((collection, [.. fields.Select(field => draft.WrittenField(collection.Entity, field, at)).OfType<Field>()]));
        }
        return rows;
    }

    private static Transition? SubmitOf(Entity entity, FormBlockDefinition form, Draft draft)
    {
        if (form.Submit is not { } key) return null;
        var at = form.PlaceOf("submit");
        if (draft.TransitionOf(entity, key, at) is not { } transition) return null;
        var initial = entity.Lifecycle!.Initial;
        if (!transition.From.Contains(initial.Key) && !draft.Doubtful.Contains(transition) && !draft.Doubtful.Contains(initial))
            draft.Refuse(at, new("problem.form.submit", key, initial.Key));
        return transition;
    }

    private static void JudgeRequired(Entity entity, FormBlockDefinition form, List<Section> sections, Draft draft)
    {
        var asked = sections.SelectMany(section => section.Fields).Select(path => path.Field).ToHashSet();
        foreach (var field in entity.Fields.Where(field =>
            field is { IsSystem: false, Definition: { Required: true, Default: null } } && !asked.Contains(field)))
            draft.Warn(form.PlaceOf("sections"), new("problem.warning.required", field.Key));
    }
}
