namespace Kabinet.Engine.Definitions.Linking;

/// <summary>What can be judged only when all pages stand: links between them, and pages that show their readers nothing.</summary>
internal sealed class PageChecks(Draft draft)
{
    public void Judge()
    {
        foreach (var page in draft.Pages.Values)
            foreach (var block in page.Blocks) Judge(block, page.Roles);
    }

    private void Judge(Block block, IReadOnlySet<string> around)
    {
        var roles = block.Roles ?? around;
        switch (block)
        {
            case GridBlock grid: WarnBlind(grid.Definition, grid.Entity, roles); break;
            case BoardBlock board: WarnBlind(board.Definition, board.Entity, roles); break;
            case WaitingBlock waiting: WarnBlind(waiting.Definition, waiting.Entity, roles); break;
            case MetricsBlock metrics: foreach (var tile in metrics.Tiles) Judge(tile, roles); break;
            case FormBlock form: WarnMute(form, roles); break;
            case RecordBlock record: Judge(record, roles); break;
        }
    }

    private void Judge(RecordBlock record, IReadOnlySet<string> roles)
    {
        WarnBlind(record.Definition, record.Entity, roles);
        foreach (var block in record.Blocks) Judge(block, roles);
        foreach (var tab in record.Tabs.Values)
            foreach (var block in tab.Blocks) Judge(block, tab.Roles ?? roles);
    }

    private void Judge(Metric tile, IReadOnlySet<string> roles)
    {
        WarnBlind(tile.Definition, tile.Entity, roles);
        if (tile.Definition.Link is not { } link) return;
        var at = tile.Definition.PlaceOf("link");
        var parts = link.Split('?', 2);
        if (draft.Pages.Values.FirstOrDefault(page => page.Definition.Path == parts[0]) is { } page)
        {
            if (parts.Length == 2) JudgeView(page.Definition, parts[1], at);
            if (tile.By is { } by) JudgeFilter(page, tile, by);
        }
        else if (draft.Pages.Values.All(known => known.Definition.Knows("path") && !draft.Doubtful.Contains(known.Definition)))
            draft.Refuse(at, new("problem.page.no_address", parts[0]), Spelling.Suggest(parts[0], draft.Pages.Values.Select(known => known.Definition.Path)));
    }

    private void JudgeView(PageDefinition page, string query, Location at)
    {
        var grids = page.Blocks.OfType<GridBlockDefinition>().ToList();
        var views = grids.SelectMany(grid => grid.Quick.Keys).ToList();
        foreach (var view in query.Split('&').Where(part => part.StartsWith("view=", StringComparison.Ordinal)).Select(part => part["view=".Length..]))
            if (!views.Contains(view) && page.Knows("blocks") && !grids.Any(grid => grid.MayHave("quick", view))) draft.Refuse(at, new("problem.page.no_view", page.Page, view), Spelling.Suggest(view, views));
    }

    /// <summary>The list that opens must be able to narrow itself to the value of the tile.</summary>
    private void JudgeFilter(Page page, Metric tile, FieldPath by)
    {
        var grids = page.Blocks.OfType<GridBlock>().Where(grid => grid.Entity == tile.Entity).ToList();
        if (grids.Exists(grid => grid.Filters.Contains(by) || !grid.Definition.KnowsAll("filters"))) return;
        if (page.Definition.Blocks.OfType<GridBlockDefinition>().Count() > page.Blocks.OfType<GridBlock>().Count()) return;
        var problem = new Message("problem.metric.filter", page.Key, by.Text);
        draft.Miss(page.Definition, "blocks", tile.Definition.PlaceOf("link"), problem, new("problem.hint.metric_filter", by.Text));
    }

    private void WarnBlind(Definition block, Entity entity, IReadOnlySet<string> roles)
    {
        foreach (var role in roles.Where(role => !Has(role, entity, grant => grant.Read)))
            draft.Warn(block.At, new("problem.warning.blind", role, entity.Key));
    }

    private void WarnMute(FormBlock form, IReadOnlySet<string> roles)
    {
        foreach (var role in roles.Where(role => !Has(role, form.Entity, grant => grant.Create)))
            draft.Warn(form.Definition.At, new("problem.warning.mute", role, form.Entity.Key));
    }

    private bool Has(string role, Entity entity, Func<Grant, Expressions.Expression?> right) =>
        !draft.Roles.TryGetValue(role, out var found) || found.Closure.Any(key => entity.Grants.TryGetValue(key, out var grant) && right(grant) is not null);
}
