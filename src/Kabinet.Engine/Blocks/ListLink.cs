using Kabinet.Engine.Model;
using Kabinet.Engine.Solutions.Linking;
using Kabinet.Engine.Words;

namespace Kabinet.Engine.Blocks;

/// <summary>Checks the address of a list that a number opens.</summary>
/// <param name="link">The address.</param>
/// <param name="at">Where it is written.</param>
/// <param name="draft">The solution being linked, with all its pages.</param>
internal sealed class ListLink(string link, Location at, Draft draft)
{
    private const string View = "view=";

    /// <summary>Reports an unknown page or view, and a list of the entity without a filter by the field.</summary>
    /// <param name="entity">Entity of the records.</param>
    /// <param name="by">The field by which the list is filtered; null for the whole list.</param>
    public void Judge(Entity entity, FieldPath? by)
    {
        var parts = link.Split('?', 2);
        var pages = draft.Pages.Values.Select(page => page.Definition).ToList();
        if (draft.Pages.Values.FirstOrDefault(page => page.Definition.Path == parts[0]) is { } page)
        {
            // Of two pages with one address it is not known which is meant.
            if (draft.Doubtful.Contains(page.Definition)) return;
            if (parts.Length == 2) JudgeView(page.Definition, parts[1]);
            if (by is not null) JudgeFilter(page, entity, by);
        }
        else if (pages.All(known => known.Knows("path") && !draft.Doubtful.Contains(known)))
            draft.Refuse(at, new("problem.page.no_address", parts[0]), Spelling.Suggest(parts[0], pages.Select(known => known.Path)));
    }

    private void JudgeFilter(Page page, Entity entity, FieldPath by)
    {
        var grids = page.Blocks.OfType<GridBlock>().Where(grid => grid.Entity == entity).ToList();
        if (grids.Exists(grid => grid.Filters.Contains(by) || !grid.Definition.KnowsAll("filters"))) return;
        if (page.Definition.Blocks.OfType<GridBlockDefinition>().Count() > page.Blocks.OfType<GridBlock>().Count()) return;
        var problem = new Message("problem.metric.filter", page.Key, by.Text);
        draft.Miss(page.Definition, "blocks", at, problem, new("problem.hint.metric_filter", by.Text));
    }

    private void JudgeView(PageDefinition page, string query)
    {
        var grids = page.Blocks.OfType<GridBlockDefinition>().ToList();
        var views = grids.SelectMany(grid => grid.Quick.Keys).ToList();
        foreach (var view in query.Split('&').Where(part => part.StartsWith(View, StringComparison.Ordinal))
            .Select(part => part[View.Length..]))
            if (!views.Contains(view) && page.Knows("blocks") && !grids.Any(grid => grid.MayHave("quick", view)))
                draft.Refuse(at, new("problem.page.no_view", page.Page, view), Spelling.Suggest(view, views));
    }
}
