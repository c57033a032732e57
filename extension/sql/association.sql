-- Measures of association, of counts that the caller has.
--
-- o11 counts what is in the row and in the column of a contingency table, r1
-- the row, c1 the column, n everything; e11 = r1 * c1 / n is what chance would
-- give.  core/association.h has the formulas with their sources.

CREATE FUNCTION wic_log_likelihood(o11 bigint, r1 bigint, c1 bigint, n bigint)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'wic_log_likelihood_table'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_log_likelihood(bigint, bigint, bigint, bigint) IS
	'G2 = 2 * sum of O * ln(O / E) over the four cells of a contingency table (Dunning 1993); 3.84, 6.63, 10.83, 15.13 are reached by chance once in 20, 100, 1000, 10 000';

CREATE FUNCTION wic_mutual_information(o11 bigint, r1 bigint, c1 bigint, n bigint)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'wic_mutual_information_table'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_mutual_information(bigint, bigint, bigint, bigint) IS
	'MI = log2(O11 / E11), in bits (Church and Hanks 1990); -infinity if o11 is 0';

CREATE FUNCTION wic_t_score(o11 bigint, r1 bigint, c1 bigint, n bigint)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'wic_t_score_table'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_t_score(bigint, bigint, bigint, bigint) IS
	't = (O11 - E11) / sqrt(O11) (Church et al. 1991); -infinity if o11 is 0 and something was expected';

CREATE FUNCTION wic_log_likelihood_between(o1 bigint, n1 bigint, o2 bigint, n2 bigint)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'wic_log_likelihood_corpora'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_log_likelihood_between(bigint, bigint, bigint, bigint) IS
	'LL = 2 * (O1 * ln(O1 / E1) + O2 * ln(O2 / E2)), Ei = Ni * (O1 + O2) / (N1 + N2): a word that occurs o1 times among n1 here and o2 times among n2 there (Rayson and Garside 2000)';

CREATE FUNCTION wic_log_ratio(o1 bigint, n1 bigint, o2 bigint, n2 bigint)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'wic_log_ratio_corpora'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION wic_log_ratio(bigint, bigint, bigint, bigint) IS
	'log2((O1 / N1) / (O2 / N2)): by how many doublings a word is more frequent here than there (Hardie 2014); a count of 0 is taken to be 0.5';
