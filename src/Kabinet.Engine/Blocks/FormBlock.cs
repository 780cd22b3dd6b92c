using Kabinet.Engine.Expressions;
using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Linking;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Blocks;

/// <summary>A form that creates a record, and may go on with one that is not finished.</summary>
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
    /// <summary>
    /// Records that the form also edits: condition on the record (<c>status = 'draft'</c>). The record's page then leads whoever may
    /// change it
    /// back to this form, with everything filled in.
    /// </summary>
    public string? Continue { get; init; }
    /// <summary>A consent that the form demands.</summary>
    public ConsentDefinition? Consent { get; init; }
    /// <summary>Text shown after saving to a user who has no page of the record (a guest).</summary>
    public LocalizedText? Thanks { get; init; }
}

/// <summary>A checkbox that must be ticked before a form is sent. The moment is stored with the record.</summary>
public sealed record ConsentDefinition : Definition
{
    /// <summary>Field of kind <c>datetime</c> that receives the moment of the consent.</summary>
    public required string Field { get; init; }
    /// <summary>Text beside the checkbox. Default: the title of the field.</summary>
    public LocalizedText? Title { get; init; }
    /// <summary>Page with the text that is agreed to, open to the roles of the form.</summary>
    public required string Page { get; init; }
}

/// <summary>A linked consent.</summary>
public sealed record Consent(ConsentDefinition Definition, Field Field);

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
    /// <summary>Condition on the records that the form also edits; null for none.</summary>
    public Expression? Continue { get; init; }
    /// <summary>The consent that the form demands; null for none.</summary>
    public Consent? Consent { get; init; }

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
        var sections = form.Sections.Select(section => SectionOf(entity, section, linking)).ToList();
        foreach (var section in form.Sections) JudgeSection(form, section, draft);
        return new(frame, form, entity)
        {
            Sections = sections,
            Rows = RowsOf(entity, form, draft),
            Files = [.. form.Files.Select(group => draft.FileGroupOf(entity, group, form.PlaceOf("files", group))).OfType<FileGroup>()],
            Submit = SubmitOf(entity, form, draft),
            Continue = form.Continue is { } condition ? draft.Condition(condition, entity, form.PlaceOf("continue")) : null,
            Consent = form.Consent is { } consent ? ConsentOf(entity, consent, draft) : null,
        };
    }

    protected override void Check(FormBlock form, PageChecks checks, IReadOnlySet<string> roles)
    {
        checks.WarnUncreatable(form.Definition, form.Entity, roles);
        JudgeRequired(form, checks.Draft, roles);
        if (form.Submit is { } submit)
            checks.Impossible.WarnButton(form.Entity, submit, null, roles, form.Definition.PlaceOf("submit"));
        if (form.Consent is not { } consent) return;
        JudgePage(consent.Definition, checks.Draft, roles);
        form.Entity.Consents = [.. form.Entity.Consents, new(consent.Field, roles)];
    }

    /// <summary>Whoever is asked to agree must be able to read what to.</summary>
    private static void JudgePage(ConsentDefinition consent, Draft draft, IReadOnlySet<string> roles)
    {
        var at = consent.PlaceOf("page");
        if (draft.Named(draft.Pages, consent.Page, "page", at) is not { } page) return;
        if (draft.Doubtful.Contains(page) || !page.Definition.Knows("roles")) return;
        foreach (var role in roles.Where(role => draft.Roles.TryGetValue(role, out var found) && !page.Roles.Overlaps(found.Closure)))
            draft.Refuse(at, new("problem.form.consent_page", consent.Page, role));
    }

    private static Consent? ConsentOf(Entity entity, ConsentDefinition consent, Draft draft)
    {
        var at = consent.PlaceOf("field");
        if (draft.WrittenField(entity, consent.Field, at) is not { } field) return null;
        if (field.Type.Kind != ValueKind.DateTime) draft.Refuse(at, new("problem.form.consent", field.Key));
        return new(consent, field);
    }

    private static void JudgeSection(FormBlockDefinition form, SectionDefinition section, Draft draft)
    {
        if (section.Rows is { } rows && !form.Rows.ContainsKey(rows))
            draft.Miss(form, "rows", section.PlaceOf("rows"), new("problem.form.section_rows", rows));
    }

    private static Section SectionOf(Entity entity, SectionDefinition section, BlockLinking linking)
    {
        var fields = section.Fields.Select(key => linking.Draft.WrittenField(entity, key, section.PlaceOf("fields", key)))
            .OfType<Field>();
        return new(section, [.. fields.Select(field => new FieldPath([], field))], linking.RolesOf(section.Roles, section));
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

    private static void JudgeRequired(FormBlock form, Draft draft, IReadOnlySet<string> roles)
    {
        var at = form.Definition.PlaceOf("sections");
        foreach (var field in form.Entity.Fields.Where(field =>
            field is { IsSystem: false, Definition: { Required: true, Default: null } }))
        {
            var asking = form.Sections.Where(section => section.Fields.Any(path => path.Field == field)).ToList();
            if (asking.Count == 0) draft.Warn(at, new("problem.warning.required", field.Key));
            foreach (var role in roles.Where(role => asking.Count > 0 && !asking.Exists(section => IsFor(section, role, draft))))
                draft.Warn(at, new("problem.warning.required_for", field.Key, role));
        }
    }

    private static bool IsFor(Section section, string role, Draft draft) =>
        section.Roles is null || !draft.Roles.TryGetValue(role, out var found) || section.Roles.Overlaps(found.Closure);
}
