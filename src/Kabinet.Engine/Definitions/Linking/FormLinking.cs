namespace Kabinet.Engine.Definitions.Linking;

/// <summary>Forms for new records.</summary>
internal sealed class FormLinking(Draft draft)
{
    public FormBlock? Link(BlockFrame frame, FormBlockDefinition form)
    {
        if (draft.Named(draft.Entities, form.Entity, "entity", form.PlaceOf("entity")) is not { } entity) return null;
        var sections = form.Sections.Select(section => Section(entity, section)).ToList();
        JudgeRequired(entity, form, sections);
        return new(frame.Key, frame.Title, frame.Roles, frame.When, form, entity, sections, Rows(entity, form),
            [.. form.Files.Select(group => draft.FileGroupOf(entity, group, form.PlaceOf("files", group))).OfType<FileGroup>()], Submit(entity, form));
    }

    private Section Section(Entity entity, SectionDefinition section) =>
        new(section, [.. section.Fields.Select(key => draft.WrittenField(entity, key, section.PlaceOf("fields", key))).OfType<Field>().Select(field => new FieldPath([], field))]);

    private List<(Collection, IReadOnlyList<Field>)> Rows(Entity entity, FormBlockDefinition form)
    {
        var rows = new List<(Collection, IReadOnlyList<Field>)>();
        foreach (var (key, fields) in form.Rows)
        {
            var at = form.PlaceOf("rows", key);
            if (draft.CollectionOf(entity, key, at) is not { } collection) continue;
            if (!collection.IsPart) draft.Miss(collection.Reference.Definition, "part", at, new("problem.form.rows", collection.Reference.Key), new("problem.hint.part", collection.Reference));
            rows.Add((collection, [.. fields.Select(field => draft.WrittenField(collection.Entity, field, at)).OfType<Field>()]));
        }
        return rows;
    }

    private Transition? Submit(Entity entity, FormBlockDefinition form)
    {
        if (form.Submit is not { } key) return null;
        var at = form.PlaceOf("submit");
        if (draft.TransitionOf(entity, key, at) is not { } transition) return null;
        if (!transition.From.Contains(entity.Lifecycle!.Initial.Key) && !draft.Doubtful.Contains(transition) && !draft.Doubtful.Contains(entity.Lifecycle.Initial)) draft.Refuse(at, new("problem.form.submit", key, entity.Lifecycle.Initial.Key));
        return transition;
    }

    private void JudgeRequired(Entity entity, FormBlockDefinition form, List<Section> sections)
    {
        var asked = sections.SelectMany(section => section.Fields).Select(path => path.Field).ToHashSet();
        foreach (var field in entity.Fields.Where(field => field is { IsSystem: false, Definition: { Required: true, Default: null } } && !asked.Contains(field)))
            draft.Warn(form.PlaceOf("sections"), new("problem.warning.required", field.Key));
    }
}
